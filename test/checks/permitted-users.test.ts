import { describe } from '@jest/globals';
import { checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const ADMIN: Facts = { 'app.permittedUsers': 'admin-approved' };
const profile = { via: 'profile', name: 'CI', usable: true } as const;
const refusal: Facts = { 'login.history': [{ status: 'Failed: Not approved for access' }] };

describe('the use of an app that admins approve', () => {
  const OPEN = 'open user-not-preauthorized';
  const ASSIGNED = 'clear user-not-preauthorized permitted-users/assigned';
  const refused = (code: string) => `fail user-not-preauthorized permitted-users/${code} proven`;
  checkTable({ check: 'permitted-users' }, [
    ['is given to the user', { ...ADMIN, 'user.assigned': true }, ASSIGNED],
    ['is not given to the user', { ...ADMIN, 'user.assigned': false }, refused('not-assigned')],
    [
      'cannot be given by a set whose licence carries no app',
      { ...ADMIN, 'user.assigned': false, 'user.setsWithoutApps': ['Acme_CI_Users'] },
      refused('sets-without-apps'),
    ],
    ['is given to nobody', { ...ADMIN, 'app.assignments': [] }, refused('nobody-assigned')],
    [
      'is given by nothing that can be used',
      { ...ADMIN, 'app.assignments': [{ ...profile, usable: false }] },
      refused('no-usable-assignment'),
    ],
    [
      'stays open where others have it',
      { ...ADMIN, 'app.assignments': [{ ...profile, usable: false }, profile] },
      `${OPEN}: user.assigned`,
    ],
    [
      'is free where users approve for themselves',
      { 'app.permittedUsers': 'self-authorize', 'user.assigned': false },
      'moot user-not-preauthorized permitted-users/self-authorize',
    ],
    [
      'needs no approval with Use Any API Client',
      { ...ADMIN, 'user.assigned': false, 'user.useAnyApiClient': true, 'app.kind': 'external-client-app' },
      'clear user-not-preauthorized permitted-users/any-api-client',
    ],
    [
      'needs approval of a connected app all the same',
      { ...ADMIN, 'user.assigned': false, 'user.useAnyApiClient': true, 'app.kind': 'connected-app' },
      refused('not-assigned'),
    ],
    [
      'is not proven missing by words that stand for several causes',
      { ...refusal, ...ADMIN },
      `${OPEN}: user.assigned`,
    ],
    ['is given to the user, whatever the policy', { 'user.assigned': true }, ASSIGNED],
    ['stays open where the policy is not known', { 'user.assigned': false }, `${OPEN}: app.permittedUsers`],
    [
      'stays open where the policy is masked',
      { 'app.permittedUsers': unknown('masked') },
      `${OPEN}: app.permittedUsers, user.assigned`,
    ],
    [
      'stays open where the policy is disputed',
      { 'app.permittedUsers': disputed('admin-approved' as const, 'self-authorize' as const), 'user.assigned': false },
      `${OPEN}: app.permittedUsers`,
    ],
    [
      'stays open where the assignment is disputed',
      { ...ADMIN, 'user.assigned': disputed(true, false) },
      `${OPEN}: user.assigned`,
    ],
    ['stays open without facts', {}, `${OPEN}: app.permittedUsers, user.assigned`],
  ]);
});
