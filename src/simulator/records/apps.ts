import { SCOPE_COLUMNS } from '../../salesforce/scopes.js';
import { recordId } from '../ids.js';
import { accessId, appId, groupSetId, permissionSetId, profileSetId } from '../record-ids.js';
import { permissionSetsById } from './identity.js';
import { isAssigned } from '../permissions.js';
import type { App, Org } from '../world.js';
import { changedAt, iso, may, saved, type ObjectType, type Row, type Viewer } from './viewer.js';

/** The apps that an org lists in its API: local and installed ones. A guest has no row (documented). */
export function listedApps(org: Org, kind: App['kind']): App[] {
  return org.apps.filter((app) => app.origin !== 'uninstalled' && app.kind === kind).map(saved);
}

/** The entry of the world behind a listed app, for its dates. */
function entryOf(org: Org, app: App): App {
  return org.apps.find(({ consumerKey }) => consumerKey === app.consumerKey) ?? app;
}

function modified(viewer: Viewer, app: App): Row {
  const { org, state } = viewer;
  const admin = org.users.find(({ profile }) =>
    org.profiles.some(({ name, editSetup }) => editSetup && name === profile),
  );
  return {
    CreatedDate: iso(state.startedAt - org.createdSecondsAgo * 1000),
    LastModifiedDate: iso(changedAt(viewer, entryOf(org, app))),
    LastModifiedById: admin?.id ?? null,
    LastModifiedBy: admin ? { Id: admin.id, Username: admin.username } : null,
    SystemModstamp: iso(changedAt(viewer, entryOf(org, app))),
  };
}

function validity({ refreshTokenPolicy: policy }: App): Row {
  if (policy.type === 'specific-lifetime' || policy.type === 'specific-inactivity')
    return {
      RefreshTokenValidityPeriod: policy.hours,
      OptionsRefreshTokenValidityMetric: policy.type === 'specific-inactivity',
    };
  return {
    RefreshTokenValidityPeriod: policy.type === 'zero' ? 0 : null,
    OptionsRefreshTokenValidityMetric: false,
  };
}

function connectedRow(viewer: Viewer, app: App): Row {
  return {
    Id: appId(viewer.org, app),
    Name: app.label,
    DeveloperName: app.name,
    OptionsAllowAdminApprovedUsersOnly: app.permittedUsers === 'admin-approved',
    OptionsHasSessionLevelPolicy: app.highAssurance,
    OptionsAppIssueJwtTokenEnabled: app.issuesJwtAccessTokens,
    OptionsIsInternal: false,
    SessionPolicyAction: app.highAssurance ? 'Block' : null,
    SessionTimeout: null,
    Version: '1.0',
    StartUrl: null,
    ...validity(app),
    ...modified(viewer, app),
  };
}

function clientRow(viewer: Viewer, app: App): Row {
  return {
    Id: appId(viewer.org, app),
    DeveloperName: app.name,
    MasterLabel: app.label,
    NamespacePrefix: app.origin === 'installed' ? 'vendor' : null,
    DistributionState: app.origin === 'installed' ? 'Managed' : 'Local',
    ContactEmail: 'admin@example.com',
    Version: '1.0',
    ...modified(viewer, app),
  };
}

const REFRESH = {
  infinite: 'Infinite',
  zero: 'Zero',
  'specific-lifetime': 'SpecificLifetime',
  'specific-inactivity': 'SpecificInactivity',
} as const;

function policyRow(viewer: Viewer, app: App): Row {
  const policy = app.refreshTokenPolicy;
  return {
    Id: recordId('0xP', app.consumerKey),
    ExternalClientApplicationId: appId(viewer.org, app),
    ExternalClientApplication: clientRow(viewer, app),
    DeveloperName: `${app.name}_oauthPlcy`,
    MasterLabel: app.label,
    PermittedUsersPolicyType:
      app.permittedUsers === 'admin-approved' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized',
    IpRelaxationPolicyType: app.ipRelaxation === 'enforce' ? 'Enforce' : 'Bypass',
    RequiredSessionLevel: app.highAssurance ? 'HIGH_ASSURANCE' : 'STANDARD',
    PolicyAction: app.highAssurance ? 'Block' : null,
    RefreshTokenPolicyType: REFRESH[policy.type],
    RefreshTokenValidityPeriod: 'hours' in policy ? policy.hours : null,
    RefreshTokenValidityUnit: 'hours' in policy ? 'Hours' : null,
    IsNamedUserJwtEnabled: app.issuesJwtAccessTokens,
    ...modified(viewer, app),
  };
}

function settingsRow(viewer: Viewer, app: App): Row {
  return {
    Id: recordId('0xS', app.consumerKey),
    ExternalClientApplicationId: appId(viewer.org, app),
    ExternalClientApplication: clientRow(viewer, app),
    OauthLink: `${viewer.org.id}:${recordId('888', app.consumerKey)}`,
    ...Object.fromEntries(Object.entries(SCOPE_COLUMNS).map(([column, scope]) => [column, app.scopes.includes(scope)])),
    ...modified(viewer, app),
  };
}

function stateRow(viewer: Viewer, app: App): Row {
  return {
    Id: recordId('0xE', app.consumerKey),
    ExternalClientApplicationId: appId(viewer.org, app),
    ExternalClientApplication: clientRow(viewer, app),
    IsEnabled: app.enabled && !app.blocked,
    OauthPluginStatus: 'Enabled',
    StartPage: 'None',
    StartUrl: null,
  };
}

/** Every grant of an app: profiles and permission sets selected on it, and the groups that pass it on. */
function accessRows(viewer: Viewer): Row[] {
  const { org, state, world } = viewer;
  const sets = permissionSetsById(viewer);
  const row = (parent: string, app: App): Row => ({
    Id: accessId(org, parent, app.consumerKey),
    ParentId: parent,
    Parent: sets.get(parent) ?? null,
    SetupEntityId: appId(org, app),
    SetupEntityType: app.kind === 'connected-app' ? 'ConnectedApplication' : 'ExternalClientApplication',
    SystemModstamp: iso(state.startedAt - 60 * 86_400_000),
  });
  return org.apps
    .filter(({ origin }) => origin !== 'uninstalled')
    .map(saved)
    .flatMap((app) => {
      const carriers = app.permissionSets.filter(
        (name) => org.permissionSets.find((set) => set.name === name)?.carriesApps,
      );
      const groups = world.behaviour.groupsCarryApps
        ? org.permissionSetGroups.filter((group) => group.permissionSets.some((name) => carriers.includes(name)))
        : [];
      return [
        ...app.profiles.map((name) => row(profileSetId(org, { name }), app)),
        ...carriers.map((name) => row(permissionSetId(org, { name }), app)),
        ...groups.map((group) => row(groupSetId(org, group), app)),
      ];
    });
}

const seesClientApps = (viewer: Viewer): boolean =>
  may(viewer, 'ViewSetup', 'ExternalClientAppAdmin', 'ExternalClientAppViewer');

function clientObject(
  name: string,
  columns: readonly string[],
  since: number,
  row: (viewer: Viewer, app: App) => Row,
): ObjectType {
  return {
    name,
    columns: ['Id', 'ExternalClientApplicationId', ...columns],
    parents: { ExternalClientApplication: 'ExternalClientApplication', LastModifiedBy: 'User' },
    since,
    api: 'both',
    visible: seesClientApps,
    rows: (viewer) => listedApps(viewer.org, 'external-client-app').map((app) => row(viewer, app)),
  };
}

const MODIFIED = ['CreatedDate', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

/** Objects about apps and who may use them. */
export const APP_OBJECTS: readonly ObjectType[] = [
  {
    name: 'ConnectedApplication',
    columns: [
      'Id',
      'Name',
      'OptionsAllowAdminApprovedUsersOnly',
      'OptionsHasSessionLevelPolicy',
      'OptionsIsInternal',
      'OptionsRefreshTokenValidityMetric',
      'RefreshTokenValidityPeriod',
      'StartUrl',
      ...MODIFIED,
    ],
    parents: { LastModifiedBy: 'User' },
    since: 28,
    api: 'both',
    visible: (viewer) => may(viewer, 'ViewSetup', 'CustomizeApplication'),
    rows: (viewer) => listedApps(viewer.org, 'connected-app').map((app) => connectedRow(viewer, app)),
  },
  {
    name: 'ExternalClientApplication',
    columns: [
      'Id',
      'DeveloperName',
      'MasterLabel',
      'NamespacePrefix',
      'DistributionState',
      'ContactEmail',
      'Version',
      ...MODIFIED,
    ],
    parents: { LastModifiedBy: 'User' },
    since: 59,
    api: 'both',
    visible: seesClientApps,
    rows: (viewer) => listedApps(viewer.org, 'external-client-app').map((app) => clientRow(viewer, app)),
  },
  clientObject(
    'ExtlClntAppOauthPlcyCnfg',
    [
      'DeveloperName',
      'MasterLabel',
      'PermittedUsersPolicyType',
      'IpRelaxationPolicyType',
      'RequiredSessionLevel',
      'PolicyAction',
      'RefreshTokenPolicyType',
      'RefreshTokenValidityPeriod',
      'RefreshTokenValidityUnit',
      'IsNamedUserJwtEnabled',
      ...MODIFIED,
    ],
    59,
    policyRow,
  ),
  clientObject('ExtlClntAppOauthSettings', ['OauthLink', ...Object.keys(SCOPE_COLUMNS), ...MODIFIED], 59, settingsRow),
  clientObject('ExtlClntAppPlcyCnfg', ['IsEnabled', 'OauthPluginStatus', 'StartPage', 'StartUrl'], 60, stateRow),
  {
    name: 'SetupEntityAccess',
    columns: ['Id', 'ParentId', 'SetupEntityId', 'SetupEntityType', 'SystemModstamp'],
    parents: { Parent: 'PermissionSet' },
    since: 25,
    visible: (viewer) => may(viewer, 'ViewSetup'),
    rows: accessRows,
  },
  {
    name: 'AppMenuItem',
    columns: [
      'Id',
      'ApplicationId',
      'Label',
      'Name',
      'Type',
      'IsUsingAdminAuthorization',
      'IsAccessible',
      'IsVisible',
      'NamespacePrefix',
    ],
    rows: (viewer) =>
      listedApps(viewer.org, 'connected-app').map((app) => ({
        Id: recordId('0DS', app.consumerKey),
        ApplicationId: appId(viewer.org, app),
        Label: app.label,
        Name: app.name,
        Type: 'ConnectedApplication',
        IsUsingAdminAuthorization: app.permittedUsers === 'admin-approved',
        IsAccessible:
          app.permittedUsers === 'self-authorize' ||
          isAssigned(viewer.org, viewer.user, app, viewer.world.behaviour.groupsCarryApps),
        IsVisible: true,
        NamespacePrefix: app.origin === 'installed' ? 'vendor' : null,
      })),
  },
];

/** Columns of an object that came with a later API version. */
export const LATER_COLUMNS: readonly {
  readonly object: string;
  readonly column: string;
  readonly since: number;
  readonly api?: 'tooling';
}[] = [
  { object: 'ConnectedApplication', column: 'OptionsAppIssueJwtTokenEnabled', since: 59 },
  { object: 'PermissionSetAssignment', column: 'ExpirationDate', since: 52 },
  { object: 'PermissionSetAssignment', column: 'IsActive', since: 52 },
  { object: 'ConnectedApplication', column: 'DeveloperName', since: 28, api: 'tooling' },
  { object: 'ConnectedApplication', column: 'SessionPolicyAction', since: 28, api: 'tooling' },
  { object: 'ConnectedApplication', column: 'SessionTimeout', since: 28, api: 'tooling' },
  { object: 'ConnectedApplication', column: 'Version', since: 28, api: 'tooling' },
];
