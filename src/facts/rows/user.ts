import { fact } from '../fact.js';
import { dictionary, flag, list, optional, record, text, time } from '../shapes.js';

/** The facts of the user. */
export const USER = {
  'user.username': fact(
    text('username'),
    ['identity'],
    'the Username of the user in the org',
    'you, from Setup > Users',
    {
      ask: 'What is the Username of the user?',
      how: 'open the user, field Username',
      place: 'users',
      example: 'ci@acme.example.com',
    },
  ),
  'user.exists': fact(flag, [], 'the org has a user with the Username in the assertion', 'you, from Setup > Users', {
    ask: 'Does the org have a user with exactly this Username?',
    how: 'search the list for the Username',
    place: 'users',
  }),
  'user.active': fact(flag, [], 'the user is active (checkbox Active)', 'you, from Setup > Users', {
    ask: 'Is the user active?',
    how: 'open the user, field Active',
    place: 'users',
  }),
  'user.frozen': fact(
    flag,
    [],
    'the user is frozen: the user page shows the button Unfreeze',
    'you, from Setup > Users',
    {
      ask: 'Is the user frozen?',
      how: 'open the user: the page of a frozen user shows the button Unfreeze',
      place: 'users',
    },
  ),
  'user.locked': fact(flag, [], 'the user is locked out after wrong passwords', 'you, from Setup > Users', null),
  'user.apiEnabled': fact(
    flag,
    [],
    'the user has the permission API Enabled by profile or permission set',
    'you, from the profile and permission sets',
    {
      ask: 'Does the user have the permission "API Enabled"?',
      how: 'open the profile and the permission sets of the user, System Permissions',
      place: 'profiles',
    },
  ),
  'user.profile': fact(text('name'), ['identity'], 'the name of the profile', 'you', null),
  'user.permissionSets': fact(
    list(text('name')),
    ['identity'],
    'the names of the assigned permission sets',
    'you',
    null,
  ),
  'user.setsWithoutApps': fact(
    list(text('name')),
    ['identity'],
    "assigned permission sets with a license that can't grant an app",
    'the org, you',
    null,
  ),
  'user.licence': fact(text('keep'), [], 'the name of the user license', 'the org, you', null),
  'user.useAnyApiClient': fact(
    flag,
    [],
    'the user has the permission Use Any API Client',
    'you, from the profile and permission sets',
    null,
  ),
  'user.approveUninstalledApps': fact(
    flag,
    [],
    'the user has the permission Approve Uninstalled Connected Apps',
    'you, from the profile and permission sets',
    null,
  ),
  'user.assigned': fact(
    flag,
    [],
    'the user has a profile or permission set that is selected on the app',
    'you, from the app and the user page',
    {
      ask: 'Does the user have a profile or permission set that is selected on the app?',
      how: 'compare the profiles and permission sets selected on the app with the Permission Set Assignments of the user',
      place: 'app policies',
      firstLook: 3,
    },
  ),
  'user.assignedUntil': fact(
    time,
    ['identity'],
    'the time at which the assignment of the profile or permission set for the app ends; absent where it has no end',
    'you, from the permission set assignment of the user',
    null,
  ),
  'user.assignedAt': fact(
    time,
    ['identity'],
    'the time the user got this profile or permission set',
    'you, from the Setup Audit Trail',
    {
      ask: 'When did the user get the profile or permission set for the app?',
      how: 'find the assignment of the user',
      place: 'auditTrail',
      example: '2026-11-23T09:00:00Z',
    },
  ),
  'user.loginIpRanges': fact(
    list(record({ start: text('address'), end: text('address') })),
    [],
    'the Login IP Ranges of the profile; an empty list means none',
    'you, from the profile',
    {
      ask: 'Which Login IP Ranges does the profile of the user have?',
      how: 'open the profile, section Login IP Ranges',
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
    'the Login Hours of the profile; times as `08:00`',
    'you, from the profile',
    {
      ask: 'Which Login Hours does the profile of the user have?',
      how: 'open the profile, section Login Hours',
      place: 'profiles',
      example: '…',
    },
  ),
  'user.highAssurance': fact(flag, [], 'the profile requires a high assurance session', 'the org, you', {
    ask: 'Does the profile of the user require a high assurance session?',
    how: 'open the profile, Session Settings: Session Security Level Required at Login',
    place: 'profiles',
  }),
  'client.ip': fact(
    text('address'),
    ['identity'],
    'the IP address of the caller, as the org saw it',
    'you, from the Login History',
    {
      ask: 'Which IP address does the login come from?',
      how: 'column Source IP of the refused login',
      place: 'loginHistory',
      example: '203.0.113.7',
    },
  ),
  'user.sessions': fact(
    list(record({ loginType: text('keep'), createdAt: text('keep'), app: optional(text('name')) })),
    ['identity'],
    'the active sessions of the user',
    'you',
    null,
  ),
};
