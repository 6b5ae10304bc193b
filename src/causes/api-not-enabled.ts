import { defineCause } from './cause.js';
import { at, oneWay } from './steps.js';

export const apiNotEnabled = defineCause({
  id: 'api-not-enabled',
  side: 'user',
  gate: 'use',
  goesWith: ['users'],
  shownBy: {
    answers: { apiDisabled: { basis: 'documented', weight: 30, named: true } },
    history: { 'api-disabled': { basis: 'documented', weight: 30, named: true } },
  },
  leadsTo: ['apiDisabled'],
  telling: /api (?:is )?(?:not enabled|disabled)/i,
  follows: ['permissions-reduced', 'user-edited'],
  oftenNext: true,
  repairable: true,
  title: "The user isn't allowed to use the API",
  summary: ({ user }) =>
    `The login works, but ${user} lacks the permission "API Enabled", or the edition of the org has no API.`,
  remedy: (subject) =>
    oneWay(
      'Give the user "API Enabled".',
      at(
        subject,
        'permissionSets',
        `Open a permission set of ${subject.user} > System Permissions > Edit, select "API Enabled", and save.`,
      ),
    ),
});
