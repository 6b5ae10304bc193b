import { fact } from '../fact.js';
import { flag, list, nullable, number, oneOf, optional, record, text, time } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the app. */
export const APP = {
  'app.kind': fact(
    oneOf('connected-app', 'external-client-app'),
    [],
    'in which of the two lists of Setup it stands',
    'you',
    {
      ask: 'Is it a connected app or an External Client App?',
      how: 'in which of the two lists it stands',
      place: 'externalClientApps',
    },
  ),
  'app.name': fact(text('name'), ['identity'], 'its API name', 'you', null),
  'app.consumerKey': fact(text('key'), ['identity'], 'its consumer key', 'you, from Manage Consumer Details', {
    ask: 'What is the consumer key of the app?',
    how: 'the OAuth settings of the app > Manage Consumer Details',
    place: 'app settings',
    example: '3MVG9…',
  }),
  'app.origin': fact(
    oneOf('local', 'installed', 'uninstalled'),
    [],
    'made in this org, installed here, or of another org and not installed',
    'you, from Connected Apps OAuth Usage',
    {
      ask: 'Was the app made in this org, or is it of another org and installed here?',
      how: 'the list of apps',
      place: 'app policies',
    },
  ),
  'app.inOrg': fact(flag, [], 'the app exists in the org that the host leads to', 'you, from the list of apps', {
    ask: 'Is the app listed in the org that the host leads to?',
    how: 'the list of apps in that org',
    place: 'app policies',
  }),
  'app.enabled': fact(flag, [], 'App Status of an External Client App', 'you, from the policies of the app', null),
  'app.blocked': fact(flag, [], 'blocked on Connected Apps OAuth Usage', 'you', {
    ask: 'Is the app blocked?',
    how: 'the list of apps in use: a blocked one shows Unblock',
    place: 'connectedAppsUsage',
  }),
  'app.permittedUsers': fact(
    oneOf('self-authorize', 'admin-approved'),
    [],
    'the policy Permitted Users',
    'you, from the policies of the app',
    {
      ask: 'What is "Permitted Users" of the app: may all users self-authorize, or only admin approved ones?',
      how: 'the policies of the app, field Permitted Users',
      place: 'app policies',
      firstLook: 1,
    },
  ),
  'app.scopes': fact(
    list(text('keep')),
    [],
    'scopes of the app in OAuth spelling: `api`, `refresh_token`, `full`, `web`, `openid`, …',
    'you, from the OAuth settings',
    {
      ask: 'Which OAuth scopes are selected on the app?',
      how: 'the OAuth settings of the app',
      place: 'app settings',
      example: 'api,refresh_token',
      usual: [
        ['api and refresh_token (perhaps others)', '["api","refresh_token"]'],
        ['api, without refresh_token or offline_access', '["api"]'],
        ['neither api nor full', '["openid","refresh_token"]'],
      ],
    },
  ),
  'app.certificate': fact(
    nullable(certificate),
    ['identity'],
    'the certificate that the app holds; `null` when it provably holds none',
    'you, app metadata',
    {
      ask: 'Which certificate does the app hold?',
      how: 'the OAuth settings of the app: the subject and the end date of the certificate',
      place: 'app settings',
      example: 'none (or compare the file: --certificate server.crt)',
      usual: [['None', 'null']],
    },
  ),
  'app.jwtFlow': fact(
    flag,
    [],
    '_Enable JWT Bearer Flow_, or _Use digital signatures_, is ticked',
    'you, from the OAuth settings',
    {
      ask: 'Is the JWT bearer flow switched on?',
      how: 'the OAuth settings of the app: "Enable JWT Bearer Flow", or "Use digital signatures" on a connected app',
      place: 'app settings',
    },
  ),
  'app.refreshTokenPolicy': fact(
    record({
      type: oneOf('infinite', 'zero', 'specific-lifetime', 'specific-inactivity'),
      hours: optional(number),
    }),
    [],
    'the refresh token policy',
    'you, app metadata',
    {
      ask: 'How long are the refresh tokens of the app valid?',
      how: 'the policies of the app, field Refresh Token Policy',
      place: 'app policies',
      example: '{"type":"infinite"} (or what docs/facts.md shows)',
    },
  ),
  'app.ipRelaxation': fact(
    text('keep'),
    [],
    'the IP relaxation of the app; it does not matter to this flow',
    'you, app metadata',
    null,
  ),
  'app.highAssurance': fact(flag, [], 'a high assurance session is demanded', 'you, from the session policies', {
    ask: 'Does the app demand a high assurance session?',
    how: 'the session policies of the app',
    place: 'app policies',
  }),
  'app.issuesJwtAccessTokens': fact(
    flag,
    [],
    'access tokens are issued in JWT format',
    'you, from the OAuth settings',
    {
      ask: 'Does the app issue JWT-format access tokens?',
      how: 'the OAuth settings of the app: "Issue JSON Web Token (JWT)-based access tokens"',
      place: 'app settings',
    },
  ),
  'app.changedAt': fact(time, ['identity'], 'when the app was last changed', 'you, from the audit trail', {
    ask: 'When was the app last changed?',
    how: 'the audit trail',
    place: 'auditTrail',
    example: '2026-11-23T09:00:00Z',
  }),
  'app.assignments': fact(
    list(
      record({
        via: oneOf('profile', 'permission-set'),
        name: text('name'),
        usable: flag,
        why: optional(text('prose')),
      }),
    ),
    ['identity'],
    'selected profiles and permission sets: `via` is `profile` or `permission-set`; `why` one is not usable',
    'you, from the policies of the app',
    null,
  ),
};
