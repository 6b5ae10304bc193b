import { causeNamedByHistory } from './history.js';
import { defineCheck, fail, open } from './check.js';

/** The user has logins left in this hour. */
export const rate = defineCheck({
  id: 'rate',
  title: 'The user has logins left in this hour',
  failureTitle: 'The user has used up the logins of this hour',
  gates: ['rate'],
  rejects: ['loginRateExceeded', 'rateLimitExceeded'],
  needs: ['login.history', 'assertion.subject'],
  examine({ facts }) {
    const named = causeNamedByHistory(facts.get('login.history'), facts.get('assertion.subject'));
    if (named === 'login-rate-exceeded') return [fail('login-rate-exceeded', 'rate/history-says-exceeded', facts.cite('login.history'))];
    return [open('login-rate-exceeded', 'login.history')];
  },
});
