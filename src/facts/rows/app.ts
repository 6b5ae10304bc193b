import { fact } from '../fact.js';
import { flag, list, nullable, number, oneOf, optional, record, text, time } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the app. */
export const APP = {
  'app.kind': fact(oneOf('connected-app', 'external-client-app'), [], 'the type of the app', 'you, from App Manager', {
    ask: 'Is the app a connected app or an External Client App?',
    how: 'this page lists the External Client Apps of the org',
    place: 'externalClientApps',
  }),
  'app.name': fact(text('name'), ['identity'], 'the API name of the app', 'you', null),
  'app.consumerKey': fact(
    text('key'),
    ['identity'],
    'the consumer key of the app (also called client ID)',
    'you, from Manage Consumer Details',
    {
      ask: 'What is the consumer key of the app?',
      how: 'open the app, then its OAuth settings > Manage Consumer Details',
      place: 'app settings',
      example: '3MVG9…',
    },
  ),
  'app.origin': fact(
    oneOf('local', 'installed', 'uninstalled'),
    [],
    'created in this org (`local`), installed from another org, or from another org and not installed',
    'you, from Connected Apps OAuth Usage',
    {
      ask: 'Was the app created in this org, or in another org and installed here?',
      how: 'find the app in the list',
      place: 'app policies',
    },
  ),
  'app.inOrg': fact(flag, [], 'the app exists in the org behind the login host', 'you, from the list of apps', {
    ask: 'Does the app exist in the org behind the login host?',
    how: 'log in at that host and look for the app in the list',
    place: 'app policies',
  }),
  'app.enabled': fact(
    flag,
    [],
    'App Status of an External Client App is Enabled',
    'you, from the policies of the app',
    null,
  ),
  'app.blocked': fact(flag, [], 'the app is blocked in Connected Apps OAuth Usage', 'you', {
    ask: 'Is the app blocked in the org?',
    how: 'a blocked app shows the button Unblock',
    place: 'connectedAppsUsage',
  }),
  'app.permittedUsers': fact(
    oneOf('self-authorize', 'admin-approved'),
    [],
    'the setting Permitted Users',
    'you, from the policies of the app',
    {
      ask: 'What is the setting "Permitted Users" of the app: "All users may self-authorize" or "Admin approved users are pre-authorized"?',
      how: 'open the app and its policies, field Permitted Users',
      place: 'app policies',
      firstLook: 1,
    },
  ),
  'app.scopes': fact(
    list(text('keep')),
    [],
    'the selected OAuth scopes of the app: `api`, `refresh_token`, `full`, `web`, `openid`, …',
    'you, from the OAuth settings',
    {
      ask: 'Which OAuth scopes are selected on the app?',
      how: 'open the app and its OAuth settings, Selected OAuth Scopes',
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
    'the certificate on the app; `null` when it certainly has none',
    'you, app metadata',
    {
      ask: 'Which certificate does the app have?',
      how: 'open the app and its OAuth settings: subject and expiration date of the certificate',
      place: 'app settings',
      example: 'none (or compare the file: --certificate server.crt)',
      usual: [['None', 'null']],
    },
  ),
  'app.jwtFlow': fact(
    flag,
    [],
    '_Enable JWT Bearer Flow_ or _Use digital signatures_ is selected',
    'you, from the OAuth settings',
    {
      ask: 'Is the JWT bearer flow enabled on the app?',
      how: 'open the app and its OAuth settings: "Enable JWT Bearer Flow", or "Use digital signatures" for a connected app',
      place: 'app settings',
    },
  ),
  'app.refreshTokenPolicy': fact(
    record({
      type: oneOf('infinite', 'zero', 'specific-lifetime', 'specific-inactivity'),
      hours: optional(number),
    }),
    [],
    'the Refresh Token Policy of the app',
    'you, app metadata',
    {
      ask: 'How long are refresh tokens of the app valid?',
      how: 'open the app and its policies, field Refresh Token Policy',
      place: 'app policies',
      example: '{"type":"infinite"} (or what docs/facts.md shows)',
    },
  ),
  'app.ipRelaxation': fact(
    text('keep'),
    [],
    'IP Relaxation of the app; it does not affect JWT login',
    'you, app metadata',
    null,
  ),
  'app.highAssurance': fact(
    flag,
    [],
    'the app requires a high assurance session',
    'you, from the session policies of the app',
    {
      ask: 'Does the app require a high assurance session?',
      how: 'open the app and its policies, Session Policies',
      place: 'app policies',
    },
  ),
  'app.issuesJwtAccessTokens': fact(
    flag,
    [],
    'the app issues access tokens in JWT format',
    'you, from the OAuth settings',
    {
      ask: 'Does the app issue access tokens in JWT format?',
      how: 'open the app and its OAuth settings: "Issue JSON Web Token (JWT)-based access tokens"',
      place: 'app settings',
    },
  ),
  'app.changedAt': fact(
    time,
    ['identity'],
    'the time of the last change to the app',
    'you, from the Setup Audit Trail',
    {
      ask: 'When was the app last changed?',
      how: 'find the last change to the app',
      place: 'auditTrail',
      example: '2026-11-23T09:00:00Z',
    },
  ),
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
    'the profiles and permission sets selected on the app: `via` is `profile` or `permission-set`; `why` gives the reason when one is not usable',
    'you, from the policies of the app',
    null,
  ),
};
