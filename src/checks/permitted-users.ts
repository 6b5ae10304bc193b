import { causeNamedByHistory, citeRefusal, HISTORY_FACTS } from './history.js';
import { clear, defineCheck, fail, moot, open, type Sentences } from './check.js';
import { ANY_API_CLIENT } from './shared-sentences.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'permitted-users/self-authorize': 'All users may self-authorize: no assignment is needed.',
  ...ANY_API_CLIENT,
  'permitted-users/assigned': 'A profile or permission set that the user has is selected on the app.',
  'permitted-users/not-assigned':
    'Only users whom an admin pre-authorized are admitted, and no profile or permission set that this user has is selected on the app.',
  'permitted-users/sets-without-apps': (value) =>
    `Only users whom an admin pre-authorized are admitted, and no profile or permission set that this user has is selected on the app. ${value('user.setsWithoutApps')} cannot be: a set of the licence "Salesforce API Integration" carries no app.`,
  'permitted-users/nobody-assigned':
    'Only users whom an admin pre-authorized are admitted, and no profile or permission set is selected on the app.',
  'permitted-users/no-usable-assignment': (value) =>
    `Only users whom an admin pre-authorized are admitted, and no assignment counts: ${value('app.assignments')}.`,
  'permitted-users/history-says-not-approved': (value) => `The Login History says so: ${value('login.history')}.`,
} satisfies Sentences;

/** Under "Admin approved users are pre-authorized", a profile or permission set of the user carries the app. */
export const permittedUsers = defineCheck({
  id: 'permitted-users',
  title: 'The user may use the app',
  failureTitle: 'The user may not use the app',
  gates: ['admin-approval'],
  causes: ['user-not-preauthorized'],
  rejects: ['notAdminApproved', 'accessDeniedByAdmin', 'notApproved', 'refreshScopeRequired'],
  needs: [
    ...HISTORY_FACTS,
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
    if (causeNamedByHistory(facts) === 'user-not-preauthorized') {
      return [
        fail('user-not-preauthorized', 'permitted-users/history-says-not-approved', [
          ...citeRefusal(facts),
          ...facts.cite('app.permittedUsers'),
        ]),
      ];
    }
    if (policy === undefined) {
      // Without the policy, an assignment that is missing is needed only perhaps; one that is there excludes nothing but this.
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
    if (assigned === false && facts.get('user.setsWithoutApps') !== undefined)
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
