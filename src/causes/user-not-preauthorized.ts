import { defineCause } from './cause.js';
import { at, oneWay, admittedOf, WAIT, capital } from './steps.js';

export const userNotPreauthorized = defineCause({
  id: 'user-not-preauthorized',
  side: 'user',
  gate: 'admin-approval',
  goesWith: ['users', 'app'],
  shownBy: {
    answers: {
      notApproved: { basis: 'reported', weight: 20, when: { policy: 'admin-approved' }, unusual: true },
      notAdminApproved: { basis: 'documented', weight: 30, named: true },
      refreshScopeRequired: { basis: 'reported', weight: 10, unusual: true },
      accessDeniedByAdmin: { basis: 'reported', weight: 30, named: true },
    },
    history: { 'not-approved': { basis: 'documented', weight: 25, when: { policy: 'admin-approved' } } },
  },
  leadsTo: ['notAdminApproved', 'notApproved'],
  telling: /admin[- ]approved|pre-?authori[sz]ed|not assigned/i,
  follows: ['admin-approved', 'assignment-removed', 'deployment', 'app-edited', 'user-edited'],
  oftenNext: true,
  repairable: true,
  title: 'The user is not pre-authorized for the app',
  summary: ({ user, app }) =>
    `${capital(app)} admits only users whom an administrator pre-authorized. No profile or permission set of ${user} is selected on the app, or the assignment doesn't count.`,
  remedy: (subject) =>
    oneWay(
      'Give the user access to the app with a permission set.',
      at(
        subject,
        subject.appPlace,
        `${capital(admittedOf(subject))}, and select a permission set (or the profile) of the user.`,
      ),
      at(
        subject,
        'permissionSets',
        `Open that permission set > Manage Assignments, and add ${subject.user}. Session-based and expired assignments don't count, nor does a set with the license "Salesforce API Integration".`,
      ),
      WAIT,
    ),
});
