import { defineCause } from './cause.js';
import { at, say } from './steps.js';

export const loginRateExceeded = defineCause({
  id: 'login-rate-exceeded',
  side: 'org',
  gate: 'rate',
  shownBy: {
    answers: {
      loginRateExceeded: { basis: 'documented', weight: 30, named: true },
      rateLimitExceeded: { basis: 'documented', weight: 30, named: true },
    },
    history: { rate: { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['loginRateExceeded'],
  telling: /\brate\b|too many (?:requests|logins)|limit (?:exceeded|reached)|throttl/i,
  title: 'The user has logged in too often',
  summary: ({ user }) => `${user} has made more than 3,600 logins within an hour; further ones are refused.`,
  remedy: (subject) => ({
    summary: 'Keep the token instead of logging in for every call.',
    steps: [
      say('Stop the job, and wait an hour.'),
      at(
        subject,
        'loginHistory',
        `Find what logs in so often as ${subject.user}: a missing token cache, or a client that takes a good token for an expired one.`,
      ),
      say('Let the client keep the access token, and log in again only when the API answers INVALID_SESSION_ID.'),
    ],
  }),
});
