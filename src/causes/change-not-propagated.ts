import { defineCause } from './cause.js';
import { say, oneWay, WAIT } from './steps.js';

export const changeNotPropagated = defineCause({
  id: 'change-not-propagated',
  side: 'platform',
  gate: 'client-id',
  goesWith: ['app', 'users', 'moment'],
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 6, usually: { policy: 'admin-approved' }, after: ['admin-approved'] },
      notAdminApproved: { basis: 'reported', weight: 7, after: ['assigned'] },
      clientAppNotInstalled: { basis: 'reported', weight: 5, after: ['app-created', 'app-recreated'] },
      clientIdInvalid: { basis: 'reported', weight: 5, after: ['app-created', 'app-recreated'] },
      refreshScopeRequired: { basis: 'reported', weight: 11, after: ['scopes-changed'] },
    },
    shapes: { intermittent: { basis: 'reported', weight: 9 } },
  },
  leadsTo: [],
  follows: ['just-made'],
  repairable: true,
  title: 'A recent change has not taken effect yet',
  summary: () =>
    "The app, the assignment or the org was changed minutes ago, and the token endpoint doesn't know it yet.",
  remedy: () =>
    oneWay(
      'Wait, then try once more.',
      WAIT,
      say("Don't change anything meanwhile: each change starts the 2 to 10 minutes again."),
    ),
});
