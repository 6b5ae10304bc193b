import { defineCause } from './cause.js';
import { say, WAIT, settingsOf, approveInBrowser, capital } from './steps.js';

export const refreshScopeMissing = defineCause({
  id: 'refresh-scope-missing',
  side: 'app',
  gate: 'scopes',
  shownBy: {
    answers: {
      notApproved: { basis: 'inferred', weight: 5, when: { policy: 'self-authorize' } },
      refreshScopeRequired: { basis: 'reported', weight: 30, named: true },
      scopeNotAllowed: { basis: 'reported', weight: 20 },
    },
  },
  leadsTo: ({ selfAuthorize }) => [selfAuthorize ? 'notApproved' : 'refreshScopeRequired'],
  telling: /refresh[_ ]token scope/i,
  follows: ['scopes-changed', 'deployment'],
  oftenNext: true,
  repairable: true,
  title: 'The app has no refresh_token scope',
  summary: ({ app, policy }) =>
    policy === 'self-authorize'
      ? `${capital(app)} lacks the scope refresh_token, so that no approval of a user brings a refresh token, and only an approval with one counts.`
      : `${capital(app)} lacks the scope refresh_token (or offline_access), which this flow asks for although it never returns a refresh token.`,
  remedy: (subject) => ({
    summary: 'Add the scope to the app.',
    steps: [
      settingsOf(subject),
      say('Add "Perform requests at any time (refresh_token, offline_access)" to the selected OAuth scopes and save.'),
      ...(subject.policy === 'self-authorize'
        ? [
            say('Then approve again, since an approval given before brought no refresh_token:'),
            ...approveInBrowser(subject),
          ]
        : []),
      WAIT,
    ],
  }),
});
