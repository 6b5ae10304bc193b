import { defineCause } from './cause.js';
import { say, oneWay, WAIT } from './steps.js';

export const changeNotPropagated = defineCause({
  id: 'change-not-propagated',
  side: 'platform',
  gate: 'client-id',
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 6 },
      notAdminApproved: { basis: 'reported', weight: 9 },
      clientAppNotInstalled: { basis: 'reported', weight: 7 },
      clientIdInvalid: { basis: 'reported', weight: 12 },
      refreshScopeRequired: { basis: 'reported', weight: 9 },
    },
    shapes: { intermittent: { basis: 'reported', weight: 9 } },
  },
  leadsTo: [],
  follows: ['just-made', 'app-recreated'],
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
