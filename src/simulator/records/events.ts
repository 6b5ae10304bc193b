import { liveApprovals } from '../approvals.js';
import { recordId } from '../ids.js';
import { appId } from '../record-ids.js';
import type { Approval, App, User } from '../world.js';
import { iso, may, saved, type ObjectType, type Row, type Viewer } from './viewer.js';

/** The lifetime of a session without its own policy: two hours (documented). */
const SESSION_SECONDS = 7200;

function tokenRow(viewer: Viewer, user: User, app: App, approval: Approval): Row {
  const { state, org } = viewer;
  const used = approval.usedSecondsAgo ?? approval.approvedSecondsAgo;
  return {
    Id: null,
    AccessToken: null,
    RequestToken: null,
    DeleteToken: recordId('888', `${user.id}/${app.consumerKey}/${approval.approvedSecondsAgo}`),
    AppName: app.label,
    AppMenuItemId: app.kind === 'connected-app' ? recordId('0DS', app.consumerKey) : null,
    AppMenuItem:
      app.kind === 'connected-app'
        ? { ApplicationId: appId(org, app), IsUsingAdminAuthorization: app.permittedUsers === 'admin-approved' }
        : null,
    UserId: user.id,
    User: { Id: user.id, Username: user.username },
    CreatedDate: iso(state.startedAt - approval.approvedSecondsAgo * 1000),
    LastUsedDate: iso(state.startedAt - used * 1000),
    UseCount: 1,
  };
}

/** The tokens of approvals that weren't revoked. A viewer without the right to see others' tokens gets their own. */
function tokenRows(viewer: Viewer): Row[] {
  const { org, world, state } = viewer;
  const all = may(viewer, 'CustomizeApplication');
  const seen = (user: User) => all || user.id === viewer.user.id;
  return org.users.filter(seen).flatMap((user) =>
    org.apps.map(saved).flatMap((app) =>
      liveApprovals(org, user, app, state)
        .filter((approval) => approval.exchanged && (approval.refreshToken || world.behaviour.tokenRows === 'all'))
        .map((approval) => tokenRow(viewer, user, app, approval)),
    ),
  );
}

function historyRows(viewer: Viewer): Row[] {
  const all = may(viewer, 'ManageUsers', 'MonitorLoginHistory');
  return viewer.state.history
    .filter((row) => row.orgId === viewer.org.id && (all || row.userId === viewer.user.id))
    .map((row, index) => ({
      Id: recordId('0Ya', `${row.orgId}/${index}/${row.at}`),
      UserId: row.userId,
      User: { Id: row.userId, Username: row.username },
      LoginTime: iso(Date.parse(row.at)),
      LoginType: row.loginType,
      LoginSubType: row.loginSubType ?? null,
      LoginUrl: row.loginUrl,
      Status: row.status,
      Application: row.application,
      SourceIp: row.sourceIp,
      Browser: 'Unknown',
      Platform: 'Unknown',
      ApiType: 'N/A',
      ApiVersion: 'N/A',
      ClientVersion: 'N/A',
      CountryIso: null,
    }));
}

function sessionRows(viewer: Viewer): Row[] {
  const { org, state, sessions } = viewer;
  const all = may(viewer, 'ManageUsers');
  const row = (user: User, application: string, subType: string | undefined, at: number, index: number): Row => ({
    Id: recordId('0Ak', `${user.id}/${index}/${at}`),
    UsersId: user.id,
    Users: { Id: user.id, Username: user.username },
    LoginType: 'Remote Access 2.0',
    LoginSubType: subType ?? null,
    SessionType: 'Oauth2',
    SessionSecurityLevel: 'STANDARD',
    NumSecondsValid: 7200,
    SourceIp: viewer.world.clientIp,
    LoginHistoryId: recordId('0Ya', `${user.id}/${application}/${at}`),
    LoginHistory: { Application: application },
    CreatedDate: iso(at),
  });
  const before = org.sessions.flatMap(({ user: name, application, loginSubType, secondsAgo }, index) => {
    const user = org.users.find(({ username }) => username === name);
    return user ? [row(user, application, loginSubType, state.startedAt - secondsAgo * 1000, index)] : [];
  });
  const approved = org.approvals.flatMap((approval, index) => {
    const user = org.users.find(({ username }) => username === approval.user);
    const app = org.apps.find(({ name, consumerKey }) => name === approval.app || consumerKey === approval.app);
    const alive = approval.exchanged && !approval.revoked && approval.approvedSecondsAgo >= 0;
    if (!user || !app || !alive || approval.approvedSecondsAgo > SESSION_SECONDS) return [];
    const at = state.startedAt - approval.approvedSecondsAgo * 1000;
    return [
      row(user, app.label, approval.flow === 'web-server' ? 'OauthWebServer' : 'OauthUserAgent', at, 500 + index),
    ];
  });
  const since = [...sessions.values()]
    .filter((session) => session.org === org)
    .map((session, index) =>
      row(session.user, session.app.label, session.loginSubType, session.openedAt ?? state.startedAt, 1000 + index),
    );
  return [...before, ...approved, ...since].filter((one) => all || one['UsersId'] === viewer.user.id);
}

function changeRows({ org, state }: Viewer): Row[] {
  const admin = org.users.find(({ profile }) =>
    org.profiles.some(({ name, editSetup }) => editSetup && name === profile),
  );
  return org.changes.map((change, index) => {
    const by = org.users.find(({ username }) => username === change.by) ?? admin;
    return {
      Id: recordId('0Ym', `${org.id}/${index}`),
      Action: change.action,
      Section: change.section,
      Display: change.display,
      DelegateUser: null,
      ResponsibleNamespacePrefix: null,
      CreatedDate: iso(state.startedAt - change.secondsAgo * 1000),
      CreatedById: by?.id ?? null,
      CreatedBy: by ? { Id: by.id, Username: by.username } : null,
    };
  });
}

/** Objects about what happened: tokens, logins, sessions, changes of the set-up. */
export const EVENT_OBJECTS: readonly ObjectType[] = [
  {
    name: 'OauthToken',
    columns: [
      'Id',
      'AccessToken',
      'RequestToken',
      'DeleteToken',
      'AppMenuItemId',
      'AppName',
      'CreatedDate',
      'LastUsedDate',
      'UseCount',
      'UserId',
    ],
    parents: { User: 'User', AppMenuItem: 'AppMenuItem' },
    since: 32,
    rows: tokenRows,
  },
  {
    name: 'LoginHistory',
    columns: [
      'Id',
      'UserId',
      'LoginTime',
      'LoginType',
      'LoginSubType',
      'LoginUrl',
      'Status',
      'Application',
      'SourceIp',
      'Browser',
      'Platform',
      'ApiType',
      'ApiVersion',
      'ClientVersion',
      'CountryIso',
    ],
    unfilterable: [
      'LoginSubType',
      'Status',
      'Application',
      'SourceIp',
      'Browser',
      'Platform',
      'ApiType',
      'ApiVersion',
      'ClientVersion',
    ],
    since: 21,
    rows: historyRows,
  },
  {
    name: 'AuthSession',
    columns: [
      'Id',
      'UsersId',
      'LoginType',
      'LoginSubType',
      'SessionType',
      'SessionSecurityLevel',
      'NumSecondsValid',
      'SourceIp',
      'LoginHistoryId',
      'CreatedDate',
    ],
    parents: { Users: 'User', LoginHistory: 'LoginHistory' },
    since: 29,
    rows: sessionRows,
  },
  {
    name: 'SetupAuditTrail',
    columns: [
      'Id',
      'Action',
      'Section',
      'Display',
      'DelegateUser',
      'ResponsibleNamespacePrefix',
      'CreatedDate',
      'CreatedById',
    ],
    parents: { CreatedBy: 'User' },
    unfilterable: ['Display', 'Section'],
    since: 15,
    visible: (viewer) => may(viewer, 'ViewSetup'),
    rows: changeRows,
  },
];
