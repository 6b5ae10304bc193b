import { defineCause } from './cause.js';
import { say, oneWay, settingsOf, WAIT } from './steps.js';

export const apiScopeMissing = defineCause({
  id: 'api-scope-missing',
  side: 'app',
  gate: 'use',
  goesWith: ['app', 'users'],
  shownBy: {
    answers: {
      noValidScopes: { basis: 'inferred', weight: 20 },
      scopeNotAllowed: { basis: 'reported', weight: 15 },
      sessionNotValidForRest: { basis: 'reported', weight: 30 },
    },
  },
  leadsTo: ['sessionNotValidForRest', 'noValidScopes'],
  telling: /\bscopes?\b/i,
  follows: ['scopes-changed', 'deployment', 'app-edited'],
  oftenNext: true,
  repairable: true,
  title: 'The token lacks the api scope',
  summary: ({ app }) =>
    `The login works, but ${app} has neither the scope "api" nor "full", so the REST API refuses the token.`,
  remedy: (subject) =>
    oneWay(
      'Add the scope "api" to the app.',
      settingsOf(subject),
      say('Add "Manage user data via APIs (api)" to the selected OAuth scopes, and save.'),
      WAIT,
    ),
});
