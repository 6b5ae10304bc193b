import { z } from 'zod';

import { WIRE, type WireId } from './wire.js';
import { faultSchema } from './fault.js';
import { RIGHTS } from './rights.js';
import { STEP_IDS } from './steps.js';

const DAY = 86_400;
const answerId = z.enum(Object.keys(WIRE) as [WireId, ...WireId[]]);
const names = z.array(z.string());

/** The switches where the known facts conflict. The first value is the default. */
const behaviourSchema = z.strictObject({
  wrongSignature: z
    .strictObject({
      connectedApp: answerId.default('assertionInvalid'),
      externalClientApp: answerId.default('clientCredentialsInvalid'),
    })
    .prefault({}),
  plainBase64: answerId.default('clientCredentialsInvalid'),
  unknownUser: z.enum(['split', 'notApproved', 'authenticationFailure']).default('split'),
  inactiveUser: answerId.default('authenticationFailure'),
  frozenUser: answerId.default('authenticationFailure'),
  adminUnassigned: z.enum(['notAdminApproved', 'notApproved']).default('notAdminApproved'),
  disabledApp: z.enum(['appBlocked', 'clientAppNotInstalled']).default('appBlocked'),
  highAssurance: z.enum(['authenticationFailure', 'sessionNotValidForRest']).default('authenticationFailure'),
  ipAnswer: z.enum(['ipRestricted', 'ipOrHoursRestricted']).default('ipRestricted'),
  hoursAnswer: z.enum(['ipOrHoursRestricted', 'ipRestricted']).default('ipOrHoursRestricted'),
  replay: answerId.default('assertionInvalid'),
  /** A My Domain host and its own origin as audience. */
  myDomainAudience: z.enum(['accepted', 'refused']).default('accepted'),
  /** A My Domain host and the generic audience of the other kind of org (production with test). */
  myDomainOtherAudience: z.enum(['accepted', 'refused']).default('accepted'),
  /** A generic host and the My Domain of an org behind it as audience. */
  genericHostOtherAudience: z.enum(['refused', 'accepted']).default('refused'),
  refreshScopeRequired: z.boolean().default(true),
  ipBeforeApproval: z.boolean().default(false),
  timeBeforeAudience: z.boolean().default(true),
  installedBeforeSignature: z.boolean().default(false),
  /** The handling of a scope that the browser requests but the app lacks (refusing is reported). */
  unlistedScopes: z.enum(['refused', 'dropped']).default('refused'),
  unexchangedCodeCounts: z.boolean().default(false),
  appKnownEverywhere: z.boolean().default(true),
  requiresMyDomainBlocksJwt: z.boolean().default(false),
  maximumScopes: z.number().int().default(20),
  jwtTokenOnRest: z.enum(['accepted', 'refused']).default('accepted'),
  lightningHost: z.enum(['grantTypeNotSupported', 'page', 'redirect']).default('grantTypeNotSupported'),
  /** Which approvals have a row in OauthToken: those with a refresh token, or every one whose code was exchanged. */
  tokenRows: z.enum(['refresh-tokens', 'all']).default('refresh-tokens'),
  /** Whether users of a permission set group can use an app that a member of the group grants. */
  groupsCarryApps: z.boolean().default(true),
  /** Whether a read of an External Client App returns its certificate; both are reported. */
  clientAppCertificateReadable: z.boolean().default(true),
  /** Whether the deployment that makes an External Client App may name its policies; both are reported. */
  firstPolicyNames: z.enum(['free', 'own']).default('free'),
  /** Seconds until the token endpoint sees a change to an app (reported: 2 to 10 minutes). */
  propagationSeconds: z.number().default(0),
  /** Where the objects of External Client Apps can be queried; reports conflict. */
  clientAppObjects: z.enum(['rest', 'tooling', 'nowhere']).default('rest'),
});

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 08:00');
const hours = z.array(z.strictObject({ start: timeOfDay, end: timeOfDay }));

const profileSchema = z.strictObject({
  name: z.string(),
  apiEnabled: z.boolean().default(true),
  useAnyApiClient: z.boolean().default(false),
  approveUninstalledApps: z.boolean().default(false),
  loginIpRanges: z.array(z.strictObject({ start: z.string(), end: z.string() })).default([]),
  /** Absent: always. A day that is not listed is closed. */
  loginHours: z
    .strictObject({
      timeZone: z.string().default('UTC'),
      days: z.strictObject({
        monday: hours.optional(),
        tuesday: hours.optional(),
        wednesday: hours.optional(),
        thursday: hours.optional(),
        friday: hours.optional(),
        saturday: hours.optional(),
        sunday: hours.optional(),
      }),
    })
    .optional(),
  highAssurance: z.boolean().default(false),
  /** The profile has its own session settings, whatever they require. */
  sessionSettings: z.boolean().optional(),
  /** All rights of an administrator. */
  editSetup: z.boolean().default(false),
  /** Single rights, by the names of UserPermissionAccess. */
  rights: z.array(z.enum(RIGHTS)).default([]),
});

const permissionSetSchema = z.strictObject({
  name: z.string(),
  apiEnabled: z.boolean().default(false),
  useAnyApiClient: z.boolean().default(false),
  approveUninstalledApps: z.boolean().default(false),
  /** False for sets with a license that can't grant an app (Salesforce API Integration). */
  carriesApps: z.boolean().default(true),
  activationRequired: z.boolean().default(false),
  rights: z.array(z.enum(RIGHTS)).default([]),
});

const permissionSetGroupSchema = z.strictObject({ name: z.string(), permissionSets: names.default([]) });

const userSchema = z.strictObject({
  id: z.string().default(''),
  username: z.string(),
  email: z.string().optional(),
  password: z.string().default('correct horse battery staple'),
  profile: z.string(),
  permissionSets: names.default([]),
  expiredPermissionSets: names.default([]),
  /** ISO times at which assignments of permission sets end, by the names of the sets. */
  permissionSetsUntil: z.record(z.string(), z.string()).default({}),
  permissionSetGroups: names.default([]),
  active: z.boolean().default(true),
  frozen: z.boolean().default(false),
  passwordLocked: z.boolean().default(false),
  loginsThisHour: z.number().int().default(0),
});

const refreshTokenPolicySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('infinite') }),
  z.strictObject({ type: z.literal('zero') }),
  z.strictObject({ type: z.literal('specific-lifetime'), hours: z.number() }),
  z.strictObject({ type: z.literal('specific-inactivity'), hours: z.number() }),
]);

const appFields = {
  kind: z.enum(['connected-app', 'external-client-app']),
  name: z.string(),
  label: z.string(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
  /** "Require Secret for Web Server Flow": a code is exchanged only with the consumer secret. */
  requiresSecret: z.boolean().optional(),
  origin: z.enum(['local', 'installed', 'uninstalled']),
  /** In the file: the name of a test key pair, PEM text, or null. After parsing: PEM text or null. */
  certificate: z.string().nullable(),
  jwtFlow: z.boolean(),
  enabled: z.boolean(),
  blocked: z.boolean(),
  callbackUrls: names,
  scopes: names,
  permittedUsers: z.enum(['self-authorize', 'admin-approved']),
  profiles: names,
  permissionSets: names,
  highAssurance: z.boolean(),
  issuesJwtAccessTokens: z.boolean(),
  refreshTokenPolicy: refreshTokenPolicySchema,
  ipRelaxation: z.enum(['enforce', 'bypass']),
};

const appSchema = z.strictObject({
  ...appFields,
  label: appFields.label.default(''),
  consumerSecret: appFields.consumerSecret.optional(),
  origin: appFields.origin.default('local'),
  certificate: appFields.certificate.default(null),
  jwtFlow: appFields.jwtFlow.default(true),
  enabled: appFields.enabled.default(true),
  blocked: appFields.blocked.default(false),
  callbackUrls: appFields.callbackUrls.default(['http://localhost:1717/OauthRedirect']),
  scopes: appFields.scopes.default(['api', 'refresh_token']),
  permittedUsers: appFields.permittedUsers.default('self-authorize'),
  profiles: appFields.profiles.default([]),
  permissionSets: appFields.permissionSets.default([]),
  highAssurance: appFields.highAssurance.default(false),
  issuesJwtAccessTokens: appFields.issuesJwtAccessTokens.default(false),
  refreshTokenPolicy: appFields.refreshTokenPolicy.default({ type: 'infinite' }),
  ipRelaxation: appFields.ipRelaxation.default('enforce'),
  /** Seconds after the start during which the endpoint does not know the app. */
  visibleAfterSeconds: z.number().default(0),
  /** A change that was saved and that the endpoint does not see yet. */
  pendingChange: z.strictObject({ afterSeconds: z.number(), set: z.strictObject(appFields).partial() }).optional(),
  /** Before the start. Without `visibleAfterSeconds` and `pendingChange` this is when the app was last changed. */
  changedSecondsAgo: z.number().default(90 * DAY),
});

const approvalSchema = z.strictObject({
  user: z.string(),
  /** The app's name or its consumer key. */
  app: z.string(),
  flow: z.enum(['web-server', 'user-agent', 'device']).default('web-server'),
  exchanged: z.boolean().default(true),
  refreshToken: z.boolean().default(true),
  scopes: names.default(['api', 'refresh_token']),
  revoked: z.boolean().default(false),
  /** Seconds before the start of the embedded org; negative for approvals given while it runs. */
  approvedSecondsAgo: z.number().default(0),
  usedSecondsAgo: z.number().optional(),
});

/** A row of the Login History from before the start. */
const pastLoginSchema = z.strictObject({
  user: z.string(),
  application: z.string(),
  status: z.string().default('Success'),
  loginType: z.string().default('Remote Access 2.0'),
  /** As LoginHistory spells it, e.g. OauthWebServer; JWT bearer logins have none (documented). */
  loginSubType: z.string().optional(),
  sourceIp: z.string().optional(),
  loginUrl: z.string().optional(),
  secondsAgo: z.number(),
});

/** An entry of the set-up audit trail from before the start. */
const setupChangeSchema = z.strictObject({
  action: z.string(),
  display: z.string(),
  section: z.string().default('Connected Apps'),
  by: z.string().optional(),
  secondsAgo: z.number(),
});

/** A session that a user opened before the start and that is alive. */
const openSessionSchema = z.strictObject({
  user: z.string(),
  application: z.string(),
  loginSubType: z.string().optional(),
  secondsAgo: z.number(),
});

const orgSchema = z.strictObject({
  id: z.string().default(''),
  name: z.string().default('Acme'),
  kind: z.enum(['production', 'sandbox', 'scratch', 'developer', 'trailhead']).default('production'),
  cloud: z.enum(['public', 'gov', 'china']).default('public'),
  myDomain: z.string(),
  instance: z.string().default('NA224'),
  status: z.enum(['active', 'inactive']).default('active'),
  maintenance: z.boolean().default(false),
  requiresMyDomain: z.boolean().default(false),
  apiAccessControl: z.boolean().default(false),
  /** The server's clock minus the real clock. */
  clockOffsetSeconds: z.number().default(0),
  profiles: z.array(profileSchema).default([]),
  permissionSets: z.array(permissionSetSchema).default([]),
  permissionSetGroups: z.array(permissionSetGroupSchema).default([]),
  users: z.array(userSchema).default([]),
  apps: z.array(appSchema).default([]),
  approvals: z.array(approvalSchema).default([]),
  loginHistory: z.array(pastLoginSchema).default([]),
  changes: z.array(setupChangeSchema).default([]),
  sessions: z.array(openSessionSchema).default([]),
  createdSecondsAgo: z.number().default(400 * DAY),
  /** The API versions on offer, as major numbers: 31 and later (documented). */
  apiVersions: z.array(z.number().int()).default(Array.from({ length: 38 }, (_, index) => 31 + index)),
});

const loginSchema = z.strictObject({
  username: z.string(),
  /** The user first tried to approve the app with an HTTP client: a POST to the authorize page. */
  approvedByHttpClient: z.boolean().default(false),
  clientId: z.string(),
  /** In the file: the name of a test key pair or PEM text. After parsing: PEM text. */
  key: z.string(),
  instanceUrl: z.string(),
  /** Absent: the default of `loginAudience`. */
  audience: z.string().optional(),
  claims: z
    .strictObject({
      iss: z.unknown().optional(),
      sub: z.unknown().optional(),
      prn: z.unknown().optional(),
      aud: z.unknown().optional(),
      /** Seconds from now. */
      expiresIn: z.number().default(180),
      expiresInUnit: z.enum(['seconds', 'milliseconds', 'text']).default('seconds'),
      omit: names.default([]),
      extra: z.record(z.string(), z.unknown()).default({}),
    })
    .prefault({}),
  assertion: z
    .strictObject({
      algorithm: z.string().default('RS256'),
      encoding: z.enum(['base64url', 'base64']).default('base64url'),
      /** Sent in place of a real assertion. */
      text: z.string().optional(),
      suffix: z.string().default(''),
    })
    .prefault({}),
  request: z
    .strictObject({
      method: z.string().default('POST'),
      path: z.string().optional(),
      contentType: z.string().nullable().default('application/x-www-form-urlencoded'),
      grantType: z.string().optional(),
      scope: z.string().optional(),
      asJson: z.boolean().default(false),
      parameters: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
});

const expectSchema = z.strictObject({
  /** The faults, in the order in which the endpoint finds them; empty when nothing is wrong. */
  causes: z.array(z.string().regex(/^[a-z-]+$/, 'the id of a cause')),
  /** The answer to the world's own login. */
  answer: z.union([answerId, z.enum(['token', 'page', 'no-json', 'unreachable'])]),
  /** The step that answers it. */
  step: z.enum(STEP_IDS).optional(),
  /** The answers after each cause except the last is repaired in turn. */
  then: z.array(z.union([answerId, z.literal('token')])).optional(),
  /** The answers to the first REST call and to a SOAP call with the token. */
  api: z.union([answerId, z.literal('ok')]).optional(),
  soap: z.union([answerId, z.literal('ok')]).optional(),
});

/**
 * A simulated world: orgs, what is in them, and the login that is tried. A file may also say `extends`, which is resolved
 * before the schema is applied (fixtures/orgs/README.md).
 */
export const worldSchema = z.strictObject({
  title: z.string(),
  summary: z.string().optional(),
  behaviour: behaviourSchema.prefault({}),
  /** The address the caller is seen with. */
  clientIp: z.string().default('127.0.0.1'),
  /** `jti` values that were used before the start. */
  usedAssertionIds: names.default([]),
  faults: z.array(faultSchema).default([]),
  orgs: z.array(orgSchema).min(1),
  login: loginSchema,
  expect: expectSchema.optional(),
});

export type World = z.output<typeof worldSchema>;
/** A world as its file writes it: what has a default may be left out. */
export type WorldInput = z.input<typeof worldSchema>;
export type Behaviour = World['behaviour'];
export type Org = World['orgs'][number];
export type App = Org['apps'][number];
export type User = Org['users'][number];
export type Profile = Org['profiles'][number];
export type PermissionSet = Org['permissionSets'][number];
export type PermissionSetGroup = Org['permissionSetGroups'][number];
export type Approval = Org['approvals'][number];
export type Login = World['login'];
