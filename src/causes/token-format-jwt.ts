import { defineCause } from './cause.js';
import { say, oneWay, settingsOf, WAIT } from './steps.js';

export const tokenFormatJwt = defineCause({
  id: 'token-format-jwt',
  side: 'app',
  gate: 'use',
  goesWith: ['app'],
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
  follows: ['token-format-changed', 'app-edited'],
  repairable: true,
  title: 'The app issues JWT-based access tokens, which the called API refuses',
  summary: ({ app }) =>
    `The login works, but ${app} issues JWT-based access tokens, and the API that was called doesn't accept them (SOAP and metadata calls).`,
  remedy: (subject) =>
    oneWay(
      'Let the app issue opaque access tokens.',
      settingsOf(subject),
      say('Clear "Issue JSON Web Token (JWT)-based access tokens for named users", and save.'),
      WAIT,
    ),
});
