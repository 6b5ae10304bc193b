import { defineCause } from './cause.js';
import { at, say, oneWay } from './steps.js';

export const loginRateExceeded = defineCause({
  id: 'login-rate-exceeded',
  side: 'org',
  gate: 'rate',
  goesWith: ['user', 'moment'],
  beginsByItself: true,
  shownBy: {
    answers: {
      loginRateExceeded: { basis: 'documented', weight: 30, named: true },
      rateLimitExceeded: { basis: 'documented', weight: 30, named: true },
    },
    history: { rate: { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['loginRateExceeded'],
  telling: /\brate\b|too many (?:requests|logins)|limit (?:exceeded|reached)|throttl/i,
  follows: ['logs-in-often'],
  title: 'The user has logged in too often',
  summary: ({ user }) => `${user} made more than 3,600 logins within an hour, so Salesforce refuses further ones.`,
  remedy: (subject) =>
    oneWay(
      'Keep the access token instead of logging in for every call.',
      say('Stop the job, and wait an hour.'),
      at(subject, 'loginHistory', `Find the program that logs in so often as ${subject.user}.`),
      say('Let it keep the access token, and log in again only when the API answers INVALID_SESSION_ID.'),
    ),
});
