import type { FactName } from '../../facts/names.js';
import type { Pseudonyms } from './pseudonyms.js';

/** How the value of a fact is rewritten for a bundle. */
type Rule =
  'keep' | 'username' | 'key' | 'id' | 'name' | 'thumbprint' | 'address' | 'text' | 'prose' | 'url' | 'fields';

/** The rule of every fact. What holds no name of anybody stays; a new fact needs a rule of its own. */
export const RULES: Readonly<Record<FactName, Rule>> = {
  'client.name': 'keep',
  'client.version': 'keep',
  'client.command': 'prose',
  'client.error': 'fields',
  'key.problem': 'keep',
  'key.type': 'keep',
  'key.bits': 'keep',
  'key.thumbprint': 'thumbprint',
  'key.format': 'keep',
  'key.repairs': 'keep',
  'key.readableAsIs': 'keep',
  'key.pasted': 'keep',
  'certificate.file': 'fields',
  'request.url': 'url',
  'request.method': 'keep',
  'request.contentType': 'keep',
  'request.grantType': 'keep',
  'request.parameters': 'keep',
  'assertion.problem': 'keep',
  'assertion.algorithm': 'keep',
  'assertion.issuer': 'key',
  'assertion.subject': 'username',
  'assertion.audience': 'url',
  'assertion.expiresAt': 'keep',
  'assertion.id': 'name',
  'assertion.signedBy': 'thumbprint',
  'assertion.notSignedBy': 'thumbprint',
  'clock.skewSeconds': 'keep',
  'token.answers': 'fields',
  'token.scope': 'keep',
  'token.format': 'keep',
  'api.answers': 'fields',
  'authorize.answer': 'fields',
  'host.discovery': 'fields',
  'history.workedUntil': 'prose',
  'history.changed': 'keep',
  'history.intermittent': 'keep',
  controls: 'fields',
  'app.kind': 'keep',
  'app.name': 'name',
  'app.consumerKey': 'key',
  'app.origin': 'keep',
  'app.inOrg': 'keep',
  'app.enabled': 'keep',
  'app.blocked': 'keep',
  'app.permittedUsers': 'keep',
  'app.scopes': 'keep',
  'app.certificate': 'fields',
  'app.jwtFlow': 'keep',
  'app.refreshTokenPolicy': 'keep',
  'app.ipRelaxation': 'keep',
  'app.highAssurance': 'keep',
  'app.issuesJwtAccessTokens': 'keep',
  'app.changedAt': 'keep',
  'app.assignments': 'fields',
  'user.username': 'username',
  'user.exists': 'keep',
  'user.active': 'keep',
  'user.frozen': 'keep',
  'user.locked': 'keep',
  'user.apiEnabled': 'keep',
  'user.profile': 'name',
  'user.permissionSets': 'name',
  'user.setsWithoutApps': 'name',
  'user.licence': 'keep',
  'user.useAnyApiClient': 'keep',
  'user.approveUninstalledApps': 'keep',
  'user.assigned': 'keep',
  'user.assignedAt': 'keep',
  'user.loginIpRanges': 'fields',
  'user.loginHours': 'keep',
  'user.highAssurance': 'keep',
  'client.ip': 'address',
  'user.sessions': 'fields',
  'approval.tokens': 'fields',
  'approval.attempts': 'fields',
  'login.history': 'fields',
  'org.id': 'id',
  'org.kind': 'keep',
  'org.cloud': 'keep',
  'org.myDomain': 'url',
  'org.instance': 'keep',
  'org.status': 'keep',
  'org.createdAt': 'keep',
  'org.requiresMyDomain': 'keep',
  'org.apiAccessControl': 'keep',
  'org.changes': 'fields',
};

// Fields of values that are lists or objects, by what they hold; any other text is searched for names of hosts and the like.
const FIELDS: Readonly<Record<string, Rule>> = {
  username: 'username',
  subject: 'text',
  consumerKey: 'key',
  orgId: 'id',
  thumbprint: 'thumbprint',
  appName: 'name',
  application: 'name',
  app: 'name',
  name: 'name',
  sourceIp: 'address',
  start: 'address',
  end: 'address',
  at: 'keep',
  kind: 'keep',
  error: 'keep',
  errorCode: 'keep',
  action: 'keep',
  loginType: 'keep',
  loginSubType: 'keep',
  flow: 'keep',
  createdAt: 'keep',
  lastUsedAt: 'keep',
  notBefore: 'keep',
  notAfter: 'keep',
  text: 'prose',
  description: 'prose',
  message: 'prose',
  body: 'prose',
  display: 'prose',
  section: 'prose',
  why: 'prose',
  what: 'prose',
  status: 'prose',
  url: 'url',
  location: 'url',
  audience: 'url',
  loginUrl: 'url',
  origin: 'url',
  issuer: 'url',
  host: 'url',
};

// Programs and ways to log in that the Login History names; they are nobody's names.
const PLATFORM_NAMES = /^(?:N\/A|PlatformCLI|Browser|Salesforce CLI|SfdcSiqActivityPlatform|Unknown)$/i;

const WAYS: Readonly<Record<Rule, (text: string, names: Pseudonyms) => string>> = {
  keep: (text) => text,
  username: (text, names) => names.username(text),
  key: (text, names) => names.consumerKey(text),
  id: (text, names) => names.id(text),
  name: (text, names) => (PLATFORM_NAMES.test(text) ? text : names.name(text)),
  thumbprint: (text, names) => names.thumbprint(text),
  address: (text, names) => names.address(text),
  text: (text, names) => names.text(text),
  prose: (text, names) => names.prose(text),
  url: (text, names) => names.url(text),
  fields: (text, names) => names.text(text),
};

/** The subject of a certificate is a list of names: `CN=…, O=…`. */
function rewriteSubject(subject: string, names: Pseudonyms): string {
  return subject.replace(/=([^,\n]+)/g, (_, value: string) => `=${names.name(value)}`);
}

function rewriteField(name: string, value: unknown, names: Pseudonyms, isCertificate: boolean): unknown {
  if (typeof value !== 'string') return rewrite('fields', value, names, isCertificate);
  if (isCertificate && name === 'subject') return rewriteSubject(value, names);
  if (name === 'subject') return names.username(value);
  return WAYS[FIELDS[name] ?? 'text'](value, names);
}

function rewrite(rule: Rule, value: unknown, names: Pseudonyms, isCertificate: boolean): unknown {
  if (typeof value === 'string') return WAYS[rule](value, names);
  if (rule === 'keep' || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => rewrite(rule, item, names, isCertificate));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rewriteField(name, item, names, isCertificate)]),
  );
}

/** The value of a fact with tokens in place of names; every check judges it as it judged the value itself. */
export function rewriteValue(fact: FactName, value: unknown, names: Pseudonyms): unknown {
  return rewrite(RULES[fact], value, names, fact === 'certificate.file' || fact === 'app.certificate');
}

/** The addresses in the facts, in whatever field. */
export function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.match(/(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*(?::[0-9a-f]*){2,7}/gi) ?? [];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(addressesIn);
}
