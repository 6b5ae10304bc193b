import { clear, defineCheck, fail, moot, open, type Sentences } from './check.js';
import { ANY_API_CLIENT } from './shared-sentences.js';

/** The sentence of each finding. */
const sentences = {
  'permitted-users/self-authorize':
    'Permitted Users is "All users may self-authorize", so the user needs no assignment.',
  ...ANY_API_CLIENT,
  'permitted-users/assigned': 'The user has a profile or permission set that is selected on the app.',
  'permitted-users/not-assigned':
    'Permitted Users is "Admin approved users are pre-authorized", but the user has no profile or permission set that is selected on the app.',
  'permitted-users/sets-without-apps': (value) =>
    `Permitted Users is "Admin approved users are pre-authorized", but the user has no profile or permission set that is selected on the app. ${value('user.setsWithoutApps')} can't be selected: permission sets with the license "Salesforce API Integration" can't grant apps.`,
  'permitted-users/nobody-assigned':
    'Permitted Users is "Admin approved users are pre-authorized", but no profile or permission set is selected on the app.',
  'permitted-users/no-usable-assignment': (value) =>
    `Permitted Users is "Admin approved users are pre-authorized", but none of the assignments is usable: ${value('app.assignments')}.`,
} satisfies Sentences;

/** With "Admin approved users are pre-authorized", the user has a profile or permission set that is selected on the app. */
export const permittedUsers = defineCheck({
  id: 'permitted-users',
  title: 'The app permits the user',
  failureTitle: 'The app does not permit the user',
  gates: ['admin-approval'],
  causes: ['user-not-preauthorized'],
  rejects: ['notAdminApproved', 'accessDeniedByAdmin', 'notApproved', 'refreshScopeRequired'],
  needs: [
    'app.permittedUsers',
    'app.assignments',
    'app.kind',
    'user.assigned',
    'user.setsWithoutApps',
    'user.useAnyApiClient',
  ],
  sentences,
  examine({ facts }) {
    const policy = facts.get('app.permittedUsers');
    const assigned = facts.get('user.assigned');
    const assignments = facts.get('app.assignments');
    const cited = facts.cite('app.permittedUsers', 'user.assigned', 'app.assignments');
    if (policy === 'self-authorize')
      return [moot('user-not-preauthorized', 'permitted-users/self-authorize', facts.cite('app.permittedUsers'))];
    if (facts.get('user.useAnyApiClient') === true && facts.get('app.kind') === 'external-client-app') {
      return [
        clear(
          'user-not-preauthorized',
          'permitted-users/any-api-client',
          facts.cite('user.useAnyApiClient', 'app.kind'),
        ),
      ];
    }
    if (policy === undefined) {
      // Without the policy, a missing assignment proves nothing; an existing one rules out this cause.
      if (assigned === true) return [clear('user-not-preauthorized', 'permitted-users/assigned', cited)];
      return [
        open(
          'user-not-preauthorized',
          'app.permittedUsers',
          ...(assigned === undefined ? (['user.assigned'] as const) : []),
        ),
      ];
    }
    if (assigned === true) return [clear('user-not-preauthorized', 'permitted-users/assigned', cited)];
    if (assigned === false && (facts.get('user.setsWithoutApps') ?? []).length > 0)
      return [
        fail('user-not-preauthorized', 'permitted-users/sets-without-apps', [
          ...cited,
          ...facts.cite('user.setsWithoutApps'),
        ]),
      ];
    if (assigned === false) return [fail('user-not-preauthorized', 'permitted-users/not-assigned', cited)];
    if (assignments !== undefined && assignments.length === 0)
      return [fail('user-not-preauthorized', 'permitted-users/nobody-assigned', cited)];
    if (assignments !== undefined && assignments.every((assignment) => !assignment.usable)) {
      return [fail('user-not-preauthorized', 'permitted-users/no-usable-assignment', cited)];
    }
    return [open('user-not-preauthorized', 'user.assigned')];
  },
});
