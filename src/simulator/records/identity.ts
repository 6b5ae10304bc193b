import { myDomainOrigin } from '../hosts.js';
import { hasPermission, hasRight, profileOf } from '../permissions.js';
import {
  assignmentId,
  groupId,
  groupSetId,
  permissionSetId,
  profileId,
  profileSetId,
  userLoginId,
} from '../record-ids.js';
import { RIGHTS } from '../rights.js';
import { recordId } from '../ids.js';
import type { Org, PermissionSet, PermissionSetGroup, Profile, User } from '../world.js';
import { iso, may, type ObjectType, type Row, type Viewer } from './viewer.js';

const EDITIONS = {
  production: 'Enterprise Edition',
  sandbox: 'Enterprise Edition',
  scratch: 'Developer Edition',
  developer: 'Developer Edition',
  trailhead: 'Developer Edition',
} as const;
const DAY = 86_400_000;
const OWN = ['PermissionsApiEnabled', 'PermissionsUseAnyApiAuth', 'PermissionsCanApproveUninstalledApps'] as const;
const PERMISSION_COLUMNS: readonly string[] = [...OWN, ...RIGHTS.map((right) => `Permissions${right}`)];

function permissionsOf(holder: Profile | PermissionSet | undefined): Row {
  const all = holder !== undefined && 'editSetup' in holder && holder.editSetup;
  return {
    PermissionsApiEnabled: holder?.apiEnabled === true,
    PermissionsUseAnyApiAuth: holder?.useAnyApiClient === true,
    PermissionsCanApproveUninstalledApps: holder?.approveUninstalledApps === true,
    ...Object.fromEntries(
      RIGHTS.map((right) => [`Permissions${right}`, all || holder?.rights.includes(right) === true]),
    ),
  };
}

function profileRow(org: Org, profile: Profile | undefined): Row | null {
  if (!profile) return null;
  return {
    Id: profileId(org, profile),
    Name: profile.name,
    UserLicense: { Id: recordId('100', org.id), Name: 'Salesforce' },
    ...permissionsOf(profile),
  };
}

function userRow({ org, state }: Viewer, user: User): Row {
  return {
    Id: user.id,
    Username: user.username,
    Name: user.username.split('@')[0],
    Email: user.email ?? user.username,
    IsActive: user.active,
    UserType: 'Standard',
    ProfileId: profileId(org, { name: user.profile }),
    Profile: profileRow(org, profileOf(org, user)),
    FederationIdentifier: null,
    LastLoginDate: null,
    NumberOfFailedLogins: 0,
    PasswordExpirationDate: null,
    CreatedDate: iso(state.startedAt - org.createdSecondsAgo * 1000),
  };
}

/** A permission set: a normal one, the hidden one of a profile, or the aggregate of a group. */
function permissionSetRows({ org }: Viewer): Row[] {
  const base = { Profile: null, ProfileId: null, PermissionSetGroupId: null, HasActivationRequired: false };
  return [
    ...org.profiles.map((profile) => ({
      ...base,
      Id: profileSetId(org, profile),
      Name: `X${profileId(org, profile)}`,
      Label: profileId(org, profile),
      IsOwnedByProfile: true,
      ProfileId: profileId(org, profile),
      Profile: profileRow(org, profile),
      Type: 'Profile',
      License: null,
      ...permissionsOf(profile),
    })),
    ...org.permissionSets.map((set) => ({
      ...base,
      Id: permissionSetId(org, set),
      Name: set.name,
      Label: set.name.replaceAll('_', ' '),
      IsOwnedByProfile: false,
      Type: set.activationRequired ? 'Session' : 'Regular',
      HasActivationRequired: set.activationRequired,
      License: set.carriesApps
        ? null
        : {
            Id: recordId('0PL', org.id),
            Name: 'Salesforce API Integration',
            DeveloperName: 'SalesforceAPIIntegrationPsl',
          },
      ...permissionsOf(set),
    })),
    ...org.permissionSetGroups.map((group) => ({
      ...base,
      Id: groupSetId(org, group),
      Name: group.name,
      Label: group.name.replaceAll('_', ' '),
      IsOwnedByProfile: false,
      Type: 'Group',
      PermissionSetGroupId: groupId(org, group),
      License: null,
      ...permissionsOf(undefined),
    })),
  ];
}

/** Permission sets by their record id. */
export function permissionSetsById(viewer: Viewer): Map<unknown, Row> {
  return new Map(permissionSetRows(viewer).map((row) => [row['Id'], row]));
}

function groupRow(org: Org, group: PermissionSetGroup): Row {
  return { Id: groupId(org, group), DeveloperName: group.name, MasterLabel: group.name, Status: 'Updated' };
}

function assignmentRows(viewer: Viewer): Row[] {
  const { org, now, state } = viewer;
  const sets = permissionSetsById(viewer);
  const row = (user: User, name: string, setId: string, more: Row = {}): Row => ({
    Id: assignmentId(org, user, name),
    AssigneeId: user.id,
    Assignee: userRow(viewer, user),
    PermissionSetId: setId,
    PermissionSet: sets.get(setId) ?? null,
    PermissionSetGroupId: null,
    PermissionSetGroup: null,
    ExpirationDate: null,
    IsActive: true,
    SystemModstamp: iso(state.startedAt - 60 * DAY),
    ...more,
  });
  return org.users.flatMap((user) => [
    row(user, user.profile, profileSetId(org, { name: user.profile })),
    ...user.permissionSets.map((name) =>
      row(
        user,
        name,
        permissionSetId(org, { name }),
        user.expiredPermissionSets.includes(name)
          ? { ExpirationDate: iso(now - DAY), IsActive: false }
          : { ExpirationDate: user.permissionSetsUntil[name] ?? null },
      ),
    ),
    ...user.permissionSetGroups.flatMap((name) => {
      const group = org.permissionSetGroups.find((one) => one.name === name);
      if (!group) return [];
      return [
        row(user, name, groupSetId(org, group), {
          PermissionSetGroupId: groupId(org, group),
          PermissionSetGroup: groupRow(org, group),
        }),
      ];
    }),
  ]);
}

/** Objects about the org, its users and what they may do. */
export const IDENTITY_OBJECTS: readonly ObjectType[] = [
  {
    name: 'Organization',
    columns: [
      'Id',
      'Name',
      'OrganizationType',
      'IsSandbox',
      'InstanceName',
      'TrialExpirationDate',
      'NamespacePrefix',
      'IsReadOnly',
      'LanguageLocaleKey',
      'TimeZoneSidKey',
      'CreatedDate',
    ],
    rows: ({ org, state }) => [
      {
        Id: org.id,
        Name: org.name,
        OrganizationType: EDITIONS[org.kind],
        IsSandbox: org.kind === 'sandbox' || org.kind === 'scratch',
        InstanceName: org.instance,
        TrialExpirationDate: org.kind === 'scratch' ? iso(state.startedAt + 20 * DAY) : null,
        NamespacePrefix: null,
        IsReadOnly: false,
        LanguageLocaleKey: 'en_US',
        TimeZoneSidKey: org.profiles.find(({ loginHours }) => loginHours)?.loginHours?.timeZone ?? 'UTC',
        CreatedDate: iso(state.startedAt - org.createdSecondsAgo * 1000),
      },
    ],
  },
  {
    name: 'Domain',
    columns: ['Id', 'Domain', 'DomainType', 'HttpsOption', 'CnameTarget'],
    since: 26,
    visible: (viewer) => may(viewer, 'ViewSetup'),
    rows: ({ org }) => [
      {
        Id: recordId('0I4', org.id),
        Domain: new URL(myDomainOrigin(org)).host,
        DomainType: 'DNS',
        HttpsOption: 'OrgDomain',
        CnameTarget: null,
      },
    ],
  },
  {
    name: 'User',
    columns: [
      'Id',
      'Username',
      'Name',
      'Email',
      'IsActive',
      'UserType',
      'ProfileId',
      'FederationIdentifier',
      'LastLoginDate',
      'NumberOfFailedLogins',
      'PasswordExpirationDate',
      'CreatedDate',
    ],
    parents: { Profile: 'Profile' },
    rows: (viewer) => viewer.org.users.map((user) => userRow(viewer, user)),
  },
  {
    name: 'UserLogin',
    columns: ['Id', 'UserId', 'IsFrozen', 'IsPasswordLocked'],
    since: 29,
    visible: (viewer) => may(viewer, 'ManageUsers'),
    rows: ({ org }) =>
      org.users.map((user) => ({
        Id: userLoginId(org, user),
        UserId: user.id,
        IsFrozen: user.frozen,
        IsPasswordLocked: user.passwordLocked,
      })),
  },
  {
    name: 'UserLicense',
    columns: ['Id', 'Name'],
    rows: ({ org }) => [{ Id: recordId('100', org.id), Name: 'Salesforce' }],
  },
  {
    name: 'Profile',
    columns: ['Id', 'Name', 'UserLicenseId', ...PERMISSION_COLUMNS],
    parents: { UserLicense: 'UserLicense' },
    rows: ({ org }) => org.profiles.map((profile) => profileRow(org, profile)!),
  },
  {
    name: 'PermissionSetLicense',
    columns: ['Id', 'Name', 'DeveloperName'],
    rows: () => [],
  },
  {
    name: 'PermissionSet',
    columns: [
      'Id',
      'Name',
      'Label',
      'IsOwnedByProfile',
      'ProfileId',
      'Type',
      'PermissionSetGroupId',
      'HasActivationRequired',
      'LicenseId',
      ...PERMISSION_COLUMNS,
    ],
    parents: { Profile: 'Profile', License: 'PermissionSetLicense' },
    since: 22,
    api: 'both',
    visible: (viewer) => may(viewer, 'ViewSetup', 'AssignPermissionSets', 'ManageProfilesPermissionsets'),
    rows: permissionSetRows,
  },
  {
    name: 'PermissionSetGroup',
    columns: ['Id', 'DeveloperName', 'MasterLabel', 'Status'],
    since: 45,
    visible: (viewer) => may(viewer, 'ViewSetup'),
    rows: ({ org }) => org.permissionSetGroups.map((group) => groupRow(org, group)),
  },
  {
    name: 'PermissionSetGroupComponent',
    columns: ['Id', 'PermissionSetGroupId', 'PermissionSetId'],
    since: 45,
    parents: { PermissionSet: 'PermissionSet', PermissionSetGroup: 'PermissionSetGroup' },
    visible: (viewer) => may(viewer, 'ViewSetup'),
    rows: (viewer) => {
      const { org } = viewer;
      const sets = permissionSetsById(viewer);
      return org.permissionSetGroups.flatMap((group) =>
        group.permissionSets.map((name) => ({
          Id: recordId('0PG', `${org.id}/${group.name}/${name}`),
          PermissionSetGroupId: groupId(org, group),
          PermissionSetGroup: groupRow(org, group),
          PermissionSetId: permissionSetId(org, { name }),
          PermissionSet: sets.get(permissionSetId(org, { name })) ?? null,
        })),
      );
    },
  },
  {
    name: 'PermissionSetAssignment',
    columns: [
      'Id',
      'AssigneeId',
      'PermissionSetId',
      'PermissionSetGroupId',
      'ExpirationDate',
      'IsActive',
      'SystemModstamp',
    ],
    parents: { PermissionSet: 'PermissionSet', PermissionSetGroup: 'PermissionSetGroup', Assignee: 'User' },
    since: 22,
    api: 'both',
    visible: (viewer) => may(viewer, 'ViewSetup', 'AssignPermissionSets', 'ManageUsers'),
    rows: assignmentRows,
  },
  {
    name: 'UserPermissionAccess',
    columns: ['Id', 'LastCacheUpdate', ...PERMISSION_COLUMNS, 'PermissionsApiUserOnly'],
    since: 41,
    rows: ({ org, user }) => [
      {
        Id: recordId('0Up', user.id),
        LastCacheUpdate: null,
        PermissionsApiEnabled: hasPermission(org, user, 'apiEnabled'),
        PermissionsUseAnyApiAuth: hasPermission(org, user, 'useAnyApiClient'),
        PermissionsCanApproveUninstalledApps: hasPermission(org, user, 'approveUninstalledApps'),
        PermissionsApiUserOnly: false,
        ...Object.fromEntries(RIGHTS.map((right) => [`Permissions${right}`, hasRight(org, user, right)])),
      },
    ],
  },
];
