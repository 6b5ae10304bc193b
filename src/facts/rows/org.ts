import { fact } from '../fact.js';
import {
  dictionary,
  flag,
  list,
  nullable,
  number,
  oneOf,
  openRecord,
  optional,
  record,
  text,
  time,
  url,
} from '../shapes.js';
import { certificate } from './certificate.js';

const names = list(text('name'));
const spans = list(record({ start: text('keep'), end: text('keep') }));
const permissions = {
  apiEnabled: optional(flag),
  useAnyApiClient: optional(flag),
  approveUninstalledApps: optional(flag),
};

/** The facts of the org. */
export const ORG = {
  'org.id': fact(text('id'), ['identity'], 'the org ID (`00D…`)', 'an answer, you', null),
  'org.kind': fact(
    oneOf('production', 'sandbox', 'scratch', 'developer', 'trailhead'),
    [],
    'the type of org',
    'the login host, you',
    {
      ask: 'Is the org a production org, a sandbox, a scratch org or a Developer Edition?',
      how: 'fields Organization Edition and Instance',
      place: 'companyInformation',
      example: 'production (or sandbox, scratch, developer)',
    },
  ),
  'org.cloud': fact(oneOf('public', 'gov', 'china'), [], 'the cloud of the org', 'you', null),
  'org.myDomain': fact(
    url,
    ['identity'],
    'the My Domain of the org: `https://….my.salesforce.com`',
    'you, from Setup > My Domain',
    {
      ask: 'What is the My Domain URL of the org?',
      how: 'field Current My Domain URL',
      place: 'myDomain',
      example: 'https://acme.my.salesforce.com',
      firstLook: 2,
    },
  ),
  'org.instance': fact(text('keep'), ['identity'], 'the instance of the org', 'you', null),
  'org.status': fact(text('keep'), [], 'the status of the org, such as `active`', 'you', {
    ask: 'Is the org active?',
    how: 'log in to the org in a browser, and look at https://status.salesforce.com',
    example: 'active (or locked, expired, deleted, maintenance)',
  }),
  'org.createdAt': fact(time, ['identity'], 'the time the org was created or refreshed', 'you', {
    ask: 'When was the org created or refreshed?',
    how: 'field Created By; for a sandbox, the time of the last refresh in production',
    place: 'companyInformation',
    example: '2026-11-23T09:00:00Z',
  }),
  'org.requiresMyDomain': fact(
    flag,
    [],
    'the My Domain policy prevents logins at login.salesforce.com or test.salesforce.com',
    'you, from Setup > My Domain',
    null,
  ),
  'org.apiAccessControl': fact(flag, [], 'API Access Control is on', 'you, from Setup > API Access Control', {
    ask: 'Is API Access Control on in the org?',
    how: 'see whether API access is limited to allowed connected apps',
    place: 'apiAccessControl',
  }),
  'org.changes': fact(
    list(openRecord({ at: optional(text('keep')), action: optional(text('keep')) }, 'prose')),
    ['accumulates', 'identity'],
    'entries of the Setup Audit Trail that can affect the login',
    'you, from the Setup Audit Trail',
    null,
  ),
  'org.apps': fact(
    list(
      record({
        name: text('name'),
        label: optional(text('name')),
        kind: optional(oneOf('connected-app', 'external-client-app')),
        consumerKey: optional(text('key')),
        origin: optional(oneOf('local', 'installed', 'uninstalled')),
        enabled: optional(flag),
        blocked: optional(flag),
        jwtFlow: optional(flag),
        certificate: optional(nullable(certificate)),
        permittedUsers: optional(oneOf('self-authorize', 'admin-approved')),
        scopes: optional(list(text('keep'))),
        refreshTokenPolicy: optional(
          record({
            type: oneOf('infinite', 'zero', 'specific-lifetime', 'specific-inactivity'),
            hours: optional(number),
          }),
        ),
        highAssurance: optional(flag),
        issuesJwtAccessTokens: optional(flag),
        profiles: optional(names),
        permissionSets: optional(names),
      }),
    ),
    ['identity'],
    'its apps, each with its settings and who is selected on it',
    'the org',
    null,
  ),
  'org.users': fact(
    list(
      record({
        username: text('username'),
        active: optional(flag),
        frozen: optional(flag),
        profile: optional(text('name')),
        permissionSets: optional(names),
        tokens: optional(
          list(
            record({
              app: text('name'),
              createdAt: optional(text('keep')),
              lastUsedAt: optional(text('keep')),
            }),
          ),
        ),
      }),
    ),
    ['identity'],
    'users who may log in to its apps: live permission sets, and the apps for which they hold an OAuth token',
    'the org',
    null,
  ),
  'org.profiles': fact(
    list(
      record({
        name: text('name'),
        ...permissions,
        loginIpRanges: optional(list(record({ start: text('address'), end: text('address') }))),
        loginHours: optional(record({ timeZone: text('keep'), days: dictionary(spans) })),
        highAssurance: optional(flag),
      }),
    ),
    ['identity'],
    'profiles of those users',
    'the org',
    null,
  ),
  'org.permissionSets': fact(
    list(
      record({
        name: text('name'),
        ...permissions,
        carriesApps: optional(flag),
        activationRequired: optional(flag),
      }),
    ),
    ['identity'],
    'permission sets of those users and of the apps',
    'the org',
    null,
  ),
};
