import { fact } from '../fact.js';
import { dictionary, flag, list, optional, record, text, time } from '../shapes.js';

/** The facts of the user. */
export const USER = {
  'user.username': fact(text('username'), ['identity'], 'the Username as the org has it', 'you, from Setup > Users', {
    ask: 'What is the Username of the user?',
    how: 'the list of users',
    place: 'users',
    example: 'ci@acme.example.com',
  }),
  'user.exists': fact(flag, [], 'the org has a user with the Username that was sent', 'you, from Setup > Users', {
    ask: 'Does the org have a user with exactly this Username?',
    how: 'the list of users',
    place: 'users',
  }),
  'user.active': fact(flag, [], 'the box Active', 'you, from Setup > Users', {
    ask: 'Is the user active?',
    how: 'the user, field Active',
    place: 'users',
  }),
  'user.frozen': fact(flag, [], 'the user shows the button Unfreeze', 'you, from Setup > Users', {
    ask: 'Is the user frozen?',
    how: 'the user: a frozen one shows the button Unfreeze',
    place: 'users',
  }),
  'user.locked': fact(flag, [], 'locked out by wrong passwords', 'you, from Setup > Users', null),
  'user.apiEnabled': fact(
    flag,
    [],
    'the permission API Enabled, by profile or permission set',
    'you, from profile and sets',
    {
      ask: 'Has the user the permission "API Enabled"?',
      how: 'the profile and the permission sets of the user, System Permissions',
      place: 'profiles',
    },
  ),
  'user.profile': fact(text('name'), ['identity'], 'name of the profile', 'you', null),
  'user.permissionSets': fact(list(text('name')), ['identity'], 'names of the assigned permission sets', 'you', null),
  'user.setsWithoutApps': fact(
    list(text('name')),
    ['identity'],
    'assigned permission sets whose licence cannot carry an app',
    'the org, you',
    null,
  ),
  'user.licence': fact(text('keep'), [], 'name of the user licence', 'the org, you', null),
  'user.useAnyApiClient': fact(flag, [], 'the permission Use Any API Client', 'you, from profile and sets', null),
  'user.approveUninstalledApps': fact(
    flag,
    [],
    'the permission Approve Uninstalled Connected Apps',
    'you, from profile and sets',
    null,
  ),
  'user.assigned': fact(
    flag,
    [],
    'a live profile or permission set of the user carries the app',
    'you, from app and user',
    {
      ask: 'Does a profile or permission set of the user carry the app?',
      how: 'the app: selected profiles and permission sets; the user: Permission Set Assignments',
      place: 'app policies',
      firstLook: 3,
    },
  ),
  'user.assignedAt': fact(time, ['identity'], 'since when', 'you, from the audit trail', {
    ask: 'Since when is the user assigned?',
    how: 'the audit trail',
    place: 'auditTrail',
    example: '2026-11-23T09:00:00Z',
  }),
  'user.loginIpRanges': fact(
    list(record({ start: text('address'), end: text('address') })),
    [],
    'login IP ranges of the profile; an empty list: none',
    'you, from the profile',
    {
      ask: 'Which login IP ranges has the profile of the user?',
      how: 'the profile, Login IP Ranges',
      place: 'profiles',
      example: 'none (or what docs/facts.md shows)',
      usual: [['None', '[]']],
    },
  ),
  'user.loginHours': fact(
    record({
      timeZone: text('keep'),
      days: dictionary(list(record({ start: text('keep'), end: text('keep') }))),
    }),
    [],
    'login hours of the profile; times as `08:00`',
    'you, from the profile',
    {
      ask: 'Which login hours has the profile of the user?',
      how: 'the profile, Login Hours',
      place: 'profiles',
      example: '…',
    },
  ),
  'user.highAssurance': fact(flag, [], 'the profile demands a high assurance session', 'the org, you', {
    ask: 'Does the profile of the user demand a high assurance session?',
    how: 'the profile, Session Settings: Session Security Level Required at Login',
    place: 'profiles',
  }),
  'client.ip': fact(
    text('address'),
    ['identity'],
    "the caller's address, as the org saw it",
    'you, from the Login History',
    {
      ask: 'From which address does the login come?',
      how: 'the column Source IP of the refused login',
      place: 'loginHistory',
      example: '203.0.113.7',
    },
  ),
  'user.sessions': fact(
    list(record({ loginType: text('keep'), createdAt: text('keep'), app: optional(text('name')) })),
    ['identity'],
    'live sessions of the user',
    'you',
    null,
  ),
};
