import { defineCause } from './cause.js';
import { at, WAIT, admittedOf, capital } from './steps.js';

export const userNotPreauthorized = defineCause({
  id: 'user-not-preauthorized',
  side: 'user',
  gate: 'admin-approval',
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 20, when: { policy: 'admin-approved' }, weak: true },
      notAdminApproved: { basis: 'documented', weight: 30, named: true },
      refreshScopeRequired: { basis: 'reported', weight: 10, weak: true },
      accessDeniedByAdmin: { basis: 'reported', weight: 30, named: true },
    },
    history: { 'not-approved': { basis: 'documented', weight: 25, when: { policy: 'admin-approved' } } },
  },
  leadsTo: ['notAdminApproved', 'notApproved'],
  telling: /admin[- ]approved|pre-?authori[sz]ed|not assigned/i,
  follows: ['admin-approved', 'assignment-removed'],
  oftenNext: true,
  repairable: true,
  title: 'The user is not pre-authorized for the app',
  summary: ({ user, app }) =>
    `${capital(app)} admits only users that an admin pre-authorized, and ${user} is not among them: no profile or permission set of that user is selected on the app, or the assignment does not count.`,
  remedy: (subject) => ({
    summary: 'Assign the user to the app by a permission set.',
    steps: [
      at(
        subject,
        subject.appPlace,
        `${capital(admittedOf(subject))}, and select a permission set that the user has (a profile goes as well). That the user has it is not enough.`,
      ),
      at(
        subject,
        'permissionSets',
        `Open that permission set > Manage Assignments, and add ${subject.user}. A set of the licence "Salesforce API Integration" cannot carry the app; a session-based or expired assignment does not count.`,
      ),
      WAIT,
    ],
  }),
});
