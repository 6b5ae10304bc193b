import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import { defineCheck, fail, open, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'rate/history-says-exceeded': (value) => `The Login History says so: ${value('login.history')}.`,
  'rate/consequence':
    'The login rate was exceeded, which is what it ends in when good tokens are refused and the client logs in again and again.',
} satisfies Sentences;

/** The user has logins left in this hour. */
export const rate = defineCheck({
  id: 'rate',
  title: 'The user has logins left in this hour',
  failureTitle: 'The user has used up the logins of this hour',
  gates: ['rate'],
  causes: ['login-rate-exceeded'],
  rejects: ['loginRateExceeded', 'rateLimitExceeded'],
  needs: [...HISTORY_FACTS, 'org.apiAccessControl', 'user.useAnyApiClient'],
  sentences,
  examine({ facts }) {
    const named = causeNamedByHistory(facts);
    // A client whose good token is refused logs in again and again: the rate is then what it ends in (reported: cli#3428).
    const tokensRefused = facts.get('org.apiAccessControl') === true && facts.get('user.useAnyApiClient') !== true;
    if (named === 'login-rate-exceeded' && tokensRefused) {
      return [
        fail(
          'login-rate-exceeded',
          'rate/consequence',
          [...citeRefusal(facts), ...facts.cite('org.apiAccessControl')],
          'hint',
        ),
      ];
    }
    if (named === 'login-rate-exceeded')
      return [fail('login-rate-exceeded', 'rate/history-says-exceeded', citeRefusal(facts))];
    return [open('login-rate-exceeded', 'login.history')];
  },
});
