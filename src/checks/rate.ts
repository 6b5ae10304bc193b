import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import { defineCheck, fail, open, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'rate/history-says-exceeded': (value) =>
    `The Login History shows this status for the login: ${value('login.history')}.`,
  'rate/consequence':
    'The user exceeded the login rate. API Access Control refuses the tokens, so the client may log in again and again.',
} satisfies Sentences;

/** The user is below the hourly login limit. */
export const rate = defineCheck({
  id: 'rate',
  title: 'The user is below the hourly login limit',
  failureTitle: 'The user has reached the hourly login limit',
  gates: ['rate'],
  causes: ['login-rate-exceeded'],
  rejects: ['loginRateExceeded', 'rateLimitExceeded'],
  needs: [...HISTORY_FACTS, 'org.apiAccessControl', 'user.useAnyApiClient'],
  sentences,
  examine({ facts }) {
    const named = causeNamedByHistory(facts);
    // A client whose valid token is refused logs in again and again until it exceeds the rate (reported: cli#3428).
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
