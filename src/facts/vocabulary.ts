import { z } from 'zod';
import type { FactName } from './names.js';

const text = z.string();
const flag = z.boolean();
const list = z.array(text);
const isoTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/, 'an ISO time');
const url = z.string();

const certificate = z.object({
  thumbprint: text.optional(),
  subject: text.optional(),
  notBefore: text.optional(),
  notAfter: text.optional(),
  bits: z.number().optional(),
});

/** What the endpoint said to one attempt. `problem` stands where no HTTP answer came. */
const tokenAnswer = z.object({
  url,
  audience: text.optional(),
  subject: text.optional(),
  consumerKey: text.optional(),
  client: text.optional(),
  status: z.number().int().optional(),
  error: text.optional(),
  description: text.optional(),
  at: text.optional(),
  /** Its place among the events of the evidence, where several are told. */
  order: z.number().optional(),
  intended: flag.optional(),
  /** Whether the answer was seen to carry a token. */
  token: flag.optional(),
  body: text.optional(),
  bodyKind: z.enum(['json', 'html', 'empty', 'truncated', 'too-large', 'text']).optional(),
  location: text.optional(),
  problem: z.enum(['dns', 'refused', 'reset', 'tls', 'timeout', 'proxy', 'network']).optional(),
});

const ipRange = z.object({ start: text, end: text });
const hours = z.object({ start: text, end: text });

/**
 * The public vocabulary of facts, one schema a name. The names are the contract of evidence files, of
 * `--fact name=value` and of the JSON report. `docs/facts.md` explains each; a test holds the two together.
 */
export const vocabulary = {
  'client.name': text,
  'client.version': text,
  'client.command': text,
  'client.error': z.object({ kind: text, text: text, at: text.optional(), order: z.number().optional() }),

  'key.problem': text,
  'key.type': text,
  'key.bits': z.number().int(),
  'key.thumbprint': text,
  'key.format': text,
  'key.repairs': list,
  'key.readableAsIs': flag,
  'key.pasted': flag,
  'certificate.file': certificate,

  'request.url': url,
  'request.method': text,
  'request.contentType': text,
  'request.grantType': text,
  'request.parameters': list,

  'assertion.problem': text,
  'assertion.algorithm': text,
  'assertion.issuer': text,
  'assertion.subject': text,
  'assertion.audience': z.union([text, list]),
  'assertion.expiresAt': z.number(),
  'assertion.id': text,
  'assertion.signedBy': text,
  'assertion.notSignedBy': list,

  'clock.skewSeconds': z.number(),

  'token.answers': z.array(tokenAnswer),
  'token.scope': list,
  'token.format': z.enum(['opaque', 'jwt']),
  'api.answers': z.array(
    z.object({
      url: url.optional(),
      status: z.number().int().optional(),
      errorCode: text.optional(),
      message: text.optional(),
      at: text.optional(),
      order: z.number().optional(),
    }),
  ),
  'authorize.answer': z.object({
    error: text.optional(),
    description: text.optional(),
    url: url.optional(),
    at: text.optional(),
    order: z.number().optional(),
  }),
  'host.discovery': z.array(
    z.object({
      origin: url,
      serves: z.enum(['salesforce', 'something-else', 'nothing']),
      issuer: text.optional(),
      orgId: text.optional(),
    }),
  ),

  'history.workedUntil': text,
  'history.changed': list,
  'history.intermittent': flag,
  controls: z.array(z.object({ what: text, works: flag })),

  'app.kind': z.enum(['connected-app', 'external-client-app']),
  'app.name': text,
  'app.consumerKey': text,
  'app.origin': z.enum(['local', 'installed', 'uninstalled']),
  'app.inOrg': flag,
  'app.enabled': flag,
  'app.blocked': flag,
  'app.permittedUsers': z.enum(['self-authorize', 'admin-approved']),
  'app.scopes': list,
  'app.certificate': certificate.nullable(),
  'app.jwtFlow': flag,
  'app.refreshTokenPolicy': z.object({
    type: z.enum(['infinite', 'zero', 'specific-lifetime', 'specific-inactivity']),
    hours: z.number().optional(),
  }),
  'app.ipRelaxation': text,
  'app.highAssurance': flag,
  'app.issuesJwtAccessTokens': flag,
  'app.changedAt': isoTime,
  'app.assignments': z.array(
    z.object({ via: z.enum(['profile', 'permission-set']), name: text, usable: flag, why: text.optional() }),
  ),

  'user.username': text,
  'user.exists': flag,
  'user.active': flag,
  'user.frozen': flag,
  'user.locked': flag,
  'user.apiEnabled': flag,
  'user.profile': text,
  'user.permissionSets': list,
  'user.setsWithoutApps': list,
  'user.licence': text,
  'user.useAnyApiClient': flag,
  'user.approveUninstalledApps': flag,
  'user.assigned': flag,
  'user.assignedAt': isoTime,
  'user.loginIpRanges': z.array(ipRange),
  'user.loginHours': z.object({ timeZone: text, days: z.record(text, z.array(hours)) }),
  'user.highAssurance': flag,
  'client.ip': text,
  'user.sessions': z.array(z.object({ loginType: text, createdAt: text, app: text.optional() })),

  'approval.tokens': z.array(
    z.object({
      appName: text.optional(),
      username: text.optional(),
      createdAt: text.optional(),
      lastUsedAt: text.optional(),
      useCount: z.number().optional(),
    }),
  ),
  'approval.attempts': z.array(
    z.object({
      flow: z.enum(['web-server', 'user-agent', 'device', 'http-client']),
      exchanged: flag.optional(),
      scopes: list.optional(),
      username: text.optional(),
      host: text.optional(),
    }),
  ),

  'login.history': z.array(
    z.object({
      at: text.optional(),
      status: text,
      application: text.optional(),
      loginType: text.optional(),
      loginSubType: text.optional(),
      sourceIp: text.optional(),
      loginUrl: text.optional(),
      username: text.optional(),
    }),
  ),

  'org.id': text,
  'org.kind': z.enum(['production', 'sandbox', 'scratch', 'developer', 'trailhead']),
  'org.cloud': z.enum(['public', 'gov', 'china']),
  'org.myDomain': url,
  'org.instance': text,
  'org.status': text,
  'org.createdAt': isoTime,
  'org.requiresMyDomain': flag,
  'org.apiAccessControl': flag,
  'org.changes': z.array(z.looseObject({ at: text.optional(), action: text.optional() })),
} as const satisfies Record<FactName, z.ZodType>;

/** The value a fact of that name has. */
export type FactValue<N extends FactName> = z.infer<(typeof vocabulary)[N]>;

/** One answer of the token endpoint. */
export type TokenAnswer = FactValue<'token.answers'>[number];

/** A piece of evidence by the name of its fact. */
export interface Evidence {
  readonly fact: FactName;
  readonly value: unknown;
  readonly source: string;
}
