import type { Fact } from '../fact.js';
import { flag, list, nullable, number, oneOf, optional, record, text, time } from '../shapes.js';
import { certificate } from './certificate.js';

/** The facts of the app. */
export const APP = {
  'app.kind': {
    shape: oneOf('connected-app', 'external-client-app'),
    traits: [],
    means: 'in which of the two lists of Setup it stands',
    toldBy: 'you',
    question: {
      ask: 'Is it a connected app or an External Client App?',
      how: 'in which of the two lists it stands',
      place: 'externalClientApps',
    },
  },
  'app.name': {
    shape: text('name'),
    traits: ['identity'],
    means: 'its API name',
    toldBy: 'you',
    question: null,
  },
  'app.consumerKey': {
    shape: text('key'),
    traits: ['identity'],
    means: 'its consumer key',
    toldBy: 'you, from Manage Consumer Details',
    question: {
      ask: 'What is the consumer key of the app?',
      how: 'the OAuth settings of the app > Manage Consumer Details',
      place: 'app settings',
      example: '3MVG9…',
    },
  },
  'app.origin': {
    shape: oneOf('local', 'installed', 'uninstalled'),
    traits: [],
    means: 'made in this org, installed here, or of another org and not installed',
    toldBy: 'you, from Connected Apps OAuth Usage',
    question: {
      ask: 'Was the app made in this org, or is it of another org and installed here?',
      how: 'the list of apps',
      place: 'app policies',
    },
  },
  'app.inOrg': {
    shape: flag,
    traits: [],
    means: 'the app exists in the org that the host leads to',
    toldBy: 'you, from the list of apps',
    question: {
      ask: 'Is the app listed in the org that the host leads to?',
      how: 'the list of apps in that org',
      place: 'app policies',
    },
  },
  'app.enabled': {
    shape: flag,
    traits: [],
    means: 'App Status of an External Client App',
    toldBy: 'you, from the policies of the app',
    question: null,
  },
  'app.blocked': {
    shape: flag,
    traits: [],
    means: 'blocked on Connected Apps OAuth Usage',
    toldBy: 'you',
    question: {
      ask: 'Is the app blocked?',
      how: 'the list of apps in use: a blocked one shows Unblock',
      place: 'connectedAppsUsage',
    },
  },
  'app.permittedUsers': {
    shape: oneOf('self-authorize', 'admin-approved'),
    traits: [],
    means: 'the policy Permitted Users',
    toldBy: 'you, from the policies of the app',
    question: {
      ask: 'What is "Permitted Users" of the app: may all users self-authorize, or only admin approved ones?',
      how: 'the policies of the app, field Permitted Users',
      place: 'app policies',
      firstLook: 1,
    },
  },
  'app.scopes': {
    shape: list(text('keep')),
    traits: [],
    means: 'scopes of the app in OAuth spelling: `api`, `refresh_token`, `full`, `web`, `openid`, …',
    toldBy: 'you, from the OAuth settings',
    question: {
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
  },
  'app.certificate': {
    shape: nullable(certificate),
    traits: ['identity'],
    means: 'the certificate that the app holds; `null` when it provably holds none',
    toldBy: 'you, app metadata',
    question: {
      ask: 'Which certificate does the app hold?',
      how: 'the OAuth settings of the app: the subject and the end date of the certificate',
      place: 'app settings',
      example: 'none (or compare the file: --certificate server.crt)',
      usual: [['None', 'null']],
    },
  },
  'app.jwtFlow': {
    shape: flag,
    traits: [],
    means: '_Enable JWT Bearer Flow_, or _Use digital signatures_, is ticked',
    toldBy: 'you, from the OAuth settings',
    question: {
      ask: 'Is the JWT bearer flow switched on?',
      how: 'the OAuth settings of the app: "Enable JWT Bearer Flow", or "Use digital signatures" on a connected app',
      place: 'app settings',
    },
  },
  'app.refreshTokenPolicy': {
    shape: record({
      type: oneOf('infinite', 'zero', 'specific-lifetime', 'specific-inactivity'),
      hours: optional(number),
    }),
    traits: [],
    means: 'the refresh token policy',
    toldBy: 'you, app metadata',
    question: null,
  },
  'app.ipRelaxation': {
    shape: text('keep'),
    traits: [],
    means: 'the IP relaxation of the app; it does not matter to this flow',
    toldBy: 'you, app metadata',
    question: null,
  },
  'app.highAssurance': {
    shape: flag,
    traits: [],
    means: 'a high assurance session is demanded',
    toldBy: 'you, from the session policies',
    question: {
      ask: 'Does the app demand a high assurance session?',
      how: 'the session policies of the app',
      place: 'app policies',
    },
  },
  'app.issuesJwtAccessTokens': {
    shape: flag,
    traits: [],
    means: 'access tokens are issued in JWT format',
    toldBy: 'you, from the OAuth settings',
    question: {
      ask: 'Does the app issue JWT-format access tokens?',
      how: 'the OAuth settings of the app: "Issue JSON Web Token (JWT)-based access tokens"',
      place: 'app settings',
    },
  },
  'app.changedAt': {
    shape: time,
    traits: ['identity'],
    means: 'when the app was last changed',
    toldBy: 'you, from the audit trail',
    question: {
      ask: 'When was the app last changed?',
      how: 'the audit trail',
      place: 'auditTrail',
      example: '2026-11-23T09:00:00Z',
    },
  },
  'app.assignments': {
    shape: list(
      record({
        via: oneOf('profile', 'permission-set'),
        name: text('name'),
        usable: flag,
        why: optional(text('prose')),
      }),
    ),
    traits: ['identity'],
    means: 'selected profiles and permission sets: `via` is `profile` or `permission-set`; `why` one is not usable',
    toldBy: 'you, from the policies of the app',
    question: null,
  },
} satisfies Record<string, Fact>;
