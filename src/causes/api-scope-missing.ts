import { defineCause } from './cause.js';
import { say, WAIT, settingsOf } from './steps.js';

export const apiScopeMissing = defineCause({
  id: 'api-scope-missing',
  side: 'app',
  gate: 'use',
  shownBy: {
    answers: {
      noValidScopes: { basis: 'inferred', weight: 20 },
      scopeNotAllowed: { basis: 'reported', weight: 15 },
      sessionNotValidForRest: { basis: 'reported', weight: 30 },
    },
  },
  leadsTo: ['sessionNotValidForRest', 'noValidScopes'],
  telling: /\bscopes?\b/i,
  follows: ['scopes-changed'],
  oftenNext: true,
  repairable: true,
  title: 'The token does not carry the api scope',
  summary: ({ app }) =>
    `The login works, but ${app} grants neither "api" nor "full", so that the token is refused by the REST API.`,
  remedy: (subject) => ({
    summary: 'Add the scope "api" to the app.',
    steps: [
      settingsOf(subject),
      say('Add "Manage user data via APIs (api)" to the selected OAuth scopes and save.'),
      WAIT,
    ],
  }),
});
