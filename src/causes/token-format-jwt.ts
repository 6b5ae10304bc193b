import { defineCause } from './cause.js';
import { say, WAIT, settingsOf } from './steps.js';

export const tokenFormatJwt = defineCause({
  id: 'token-format-jwt',
  side: 'app',
  gate: 'use',
  shownBy: {
    answers: {
      illegalSession: { basis: 'reported', weight: 20 },
      subjectTokenInvalid: { basis: 'reported', weight: 20 },
      sessionExpired: { basis: 'reported', weight: 20 },
      jwtTokenFormat: { basis: 'reported', weight: 30, named: true },
    },
    history: { rate: { basis: 'reported', weight: 4 } },
    clients: { 'soap-refuses-jwt': { basis: 'reported', weight: 30, named: true } },
  },
  leadsTo: ['sessionExpired', 'jwtTokenFormat'],
  repairable: true,
  title: 'The app issues JWT-format access tokens, which the called API refuses',
  summary: ({ app }) =>
    `The login works, but ${app} issues its access tokens in the format JWT, and the API that was called does not take those (SOAP and metadata calls).`,
  remedy: (subject) => ({
    summary: 'Let the app issue access tokens of the usual kind.',
    steps: [
      settingsOf(subject),
      say('Untick "Issue JSON Web Token (JWT)-based access tokens for named users" and save.'),
      WAIT,
    ],
  }),
});
