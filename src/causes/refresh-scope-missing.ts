import { defineCause } from './cause.js';
import { say, oneWay, settingsOf, WAIT, authorizeCommand, capital } from './steps.js';

export const refreshScopeMissing = defineCause({
  id: 'refresh-scope-missing',
  side: 'app',
  gate: 'scopes',
  goesWith: ['app'],
  shownBy: {
    answers: {
      notApproved: { basis: 'inferred', weight: 4, when: { policy: 'self-authorize' } },
      refreshScopeRequired: { basis: 'reported', weight: 30, named: true },
      scopeNotAllowed: { basis: 'reported', weight: 20 },
    },
  },
  leadsTo: ({ selfAuthorize }) => [selfAuthorize ? 'notApproved' : 'refreshScopeRequired'],
  telling: /refresh[_ ]token scope/i,
  follows: ['scopes-changed', 'deployment', 'app-edited'],
  oftenNext: true,
  repairable: true,
  title: 'The app has no refresh_token scope',
  summary: ({ app, policy }) =>
    policy === 'self-authorize'
      ? `${capital(app)} lacks the scope refresh_token. Without it an approval brings no refresh token, and only an approval with a refresh token counts.`
      : `${capital(app)} lacks the scope refresh_token (or offline_access). The JWT bearer flow needs it, although it never returns a refresh token.`,
  remedy: (subject) =>
    oneWay(
      'Add the scope refresh_token to the app.',
      settingsOf(subject),
      say('Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes, and save.'),
      ...(subject.policy === 'self-authorize'
        ? [say('Approve the app again, because the old approval has no refresh token:', authorizeCommand(subject))]
        : []),
      WAIT,
    ),
});
