import type { SourceFact } from '../../../facts/store.js';
import type { FactValue } from '../../../facts/vocabulary.js';
import { METADATA_SCOPES } from '../../../salesforce/scopes.js';
import { booleanOf, child, children, textOf, type XmlNode } from './xml.js';
import type { Reading } from '../shape.js';
import type { MetadataRecord } from './record.js';

/** The app's scopes in OAuth spelling. Unknown names stay as they are, in lower case. */
function oauthScopes(names: readonly string[]): string[] {
  return names.map((name) => METADATA_SCOPES[name.trim()] ?? name.trim().toLowerCase()).filter(Boolean);
}

function texts(nodes: readonly XmlNode[]): string[] {
  return nodes.filter((node): node is string => typeof node === 'string');
}

/** The app's certificate: PEM, or the base64 of its DER. The name of a stored certificate gives no fact. */
async function certificateFacts(text: string, source: string): Promise<{ facts: SourceFact[]; certificate?: string }> {
  const { readCertificate } = await import('../../key/read-certificate.js');
  const { certificate } = readCertificate(Buffer.from(text));
  if (certificate === undefined)
    return { facts: [{ name: 'app.certificate', unknown: 'not-supported', source, detail: 'no certificate text' }] };
  const { thumbprint, subject, notBefore, notAfter, bits } = certificate;
  const value = { thumbprint, subject, notBefore, notAfter, ...(bits !== undefined && { bits }) };
  return { facts: [{ name: 'app.certificate', value, source }], certificate: text };
}

/**
 * The profiles and permission sets that an app names. An empty element means none; one that is missing means nothing,
 * because grants can stand elsewhere (documented).
 */
function assignmentFacts(root: XmlNode, profile: string, set: string, at: MetadataRecord['at']): SourceFact[] {
  const named = (element: string) => texts(children(root, element)).flatMap((text) => text.split(','));
  const isTold = (element: string) => children(root, element).length > 0;
  if (!isTold(profile) && !isTold(set)) return [];
  const of = (via: 'profile' | 'permission-set', element: string) =>
    named(element)
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ via, name, usable: true }));
  const value = [...of('profile', profile), ...of('permission-set', set)];
  return [{ name: 'app.assignments', value, source: at(isTold(profile) ? profile : set) }];
}

type RefreshPolicy = FactValue<'app.refreshTokenPolicy'>;

const UNIT_HOURS: Readonly<Record<string, number>> = { hours: 1, days: 24, months: 720 };

/** Parses policies such as `specific_lifetime:30:DAYS`. Undefined for other texts. */
function connectedPolicy(text: string | undefined): RefreshPolicy | undefined {
  const [kind = '', count = '', unit = ''] = (text ?? '').toLowerCase().split(':');
  if (kind === 'infinite' || kind === 'zero') return { type: kind };
  const hours = Number(count) * (UNIT_HOURS[unit] ?? Number.NaN);
  if (Number.isNaN(hours)) return undefined;
  if (kind === 'specific_lifetime') return { type: 'specific-lifetime', hours };
  return kind === 'specific_inactivity' ? { type: 'specific-inactivity', hours } : undefined;
}

/** The refresh token policy of an External Client App, from its three columns or elements. */
export function clientAppPolicy(type: string | undefined, period?: number, unit?: string): RefreshPolicy | undefined {
  const kind = type?.toLowerCase();
  if (kind === 'infinite' || kind === 'zero') return { type: kind };
  const hours = (period ?? Number.NaN) * (UNIT_HOURS[unit?.toLowerCase() ?? ''] ?? Number.NaN);
  if (Number.isNaN(hours)) return undefined;
  if (kind === 'specificlifetime') return { type: 'specific-lifetime', hours };
  return kind === 'specificinactivity' ? { type: 'specific-inactivity', hours } : undefined;
}

/** Reads a ConnectedApp. */
export async function connectedApp(record: MetadataRecord): Promise<Reading> {
  const { root, component, at } = record;
  const oauth = child(root, 'oauthConfig');
  const policy = child(root, 'oauthPolicy');
  const facts: SourceFact[] = [{ name: 'app.kind', value: 'connected-app', source: at('ConnectedApp') }];
  if (component !== undefined) facts.push({ name: 'app.name', value: component, source: at('ConnectedApp') });
  const consumerKey = textOf(oauth, 'consumerKey');
  if (consumerKey !== undefined) facts.push({ name: 'app.consumerKey', value: consumerKey, source: at('consumerKey') });
  const scopes = texts(children(oauth, 'scopes'));
  if (scopes.length > 0) facts.push({ name: 'app.scopes', value: oauthScopes(scopes), source: at('scopes') });
  // A missing element has a meaning only in a complete file, as it is retrieved or deployed.
  const isWhole = record.isWhole ?? (consumerKey !== undefined && scopes.length > 0 && policy !== undefined);
  const adminApproved = booleanOf(oauth, 'isAdminApproved') ?? (isWhole ? false : undefined);
  if (adminApproved !== undefined) {
    facts.push({
      name: 'app.permittedUsers',
      value: adminApproved ? 'admin-approved' : 'self-authorize',
      source: at('isAdminApproved'),
    });
  }
  const refresh = connectedPolicy(textOf(policy, 'refreshTokenPolicy'));
  if (refresh !== undefined)
    facts.push({ name: 'app.refreshTokenPolicy', value: refresh, source: at('refreshTokenPolicy') });
  const relaxation = textOf(policy, 'ipRelaxation');
  if (relaxation !== undefined) facts.push({ name: 'app.ipRelaxation', value: relaxation, source: at('ipRelaxation') });
  const level = textOf(child(root, 'sessionPolicy'), 'sessionLevel');
  if (level !== undefined)
    facts.push({ name: 'app.highAssurance', value: level === 'HIGH_ASSURANCE', source: at('sessionLevel') });
  const jwtTokens = booleanOf(oauth, 'isNamedUserJwtEnabled');
  if (jwtTokens !== undefined)
    facts.push({ name: 'app.issuesJwtAccessTokens', value: jwtTokens, source: at('isNamedUserJwtEnabled') });
  facts.push(...assignmentFacts(root, 'profileName', 'permissionSetName', at));
  const text = textOf(oauth, 'certificate');
  if (text === undefined) {
    if (isWhole)
      facts.push({
        name: 'app.certificate',
        value: null,
        source: `${at('oauthConfig')}, which has no certificate element`,
      });
    return { facts };
  }
  const { facts: told, certificate } = await certificateFacts(text, at('certificate'));
  return { facts: [...facts, ...told], ...(certificate !== undefined && { certificates: [certificate] }) };
}

function clientApp({ root, at }: MetadataRecord, type: string): SourceFact[] {
  const facts: SourceFact[] = [{ name: 'app.kind', value: 'external-client-app', source: at(type) }];
  const name = textOf(root, 'externalClientApplication');
  if (name !== undefined) facts.push({ name: 'app.name', value: name, source: at('externalClientApplication') });
  return facts;
}

function jwtTokenFacts(root: XmlNode, at: MetadataRecord['at']): SourceFact[] {
  const value = booleanOf(root, 'isNamedUserJwtEnabled');
  return value === undefined ? [] : [{ name: 'app.issuesJwtAccessTokens', value, source: at('isNamedUserJwtEnabled') }];
}

/** Reads ExternalClientApplication: the name of the app, by which its other files belong to it. */
export function clientAppHeader(file: MetadataRecord): Reading {
  const facts: SourceFact[] = [
    { name: 'app.kind', value: 'external-client-app', source: file.at('ExternalClientApplication') },
  ];
  if (file.component !== undefined)
    facts.push({ name: 'app.name', value: file.component, source: file.at('ExternalClientApplication') });
  return { facts };
}

/** Reads ExtlClntAppGlobalOauthSettings: consumer key and certificate. */
export async function globalOauth(file: MetadataRecord): Promise<Reading> {
  const { root, at } = file;
  const facts = clientApp(file, 'ExtlClntAppGlobalOauthSettings');
  const consumerKey = textOf(root, 'consumerKey');
  if (consumerKey !== undefined) facts.push({ name: 'app.consumerKey', value: consumerKey, source: at('consumerKey') });
  facts.push(...jwtTokenFacts(root, at));
  const text = textOf(root, 'certificate');
  // Reports differ on whether a read returns the certificate, so a missing one proves nothing.
  if (text === undefined)
    return {
      facts: [
        ...facts,
        {
          name: 'app.certificate',
          unknown: 'absent-in-reply',
          source: at('ExtlClntAppGlobalOauthSettings'),
          detail: 'reports conflict on whether the certificate of an External Client App is given back',
        },
      ],
    };
  const { facts: told, certificate } = await certificateFacts(text, at('certificate'));
  return { facts: [...facts, ...told], ...(certificate !== undefined && { certificates: [certificate] }) };
}

/** Reads ExtlClntAppOauthSettings: the scopes. */
export function oauthSettings(file: MetadataRecord): Reading {
  const facts = clientApp(file, 'ExtlClntAppOauthSettings');
  const scopes = textOf(file.root, 'commaSeparatedOauthScopes');
  if (scopes !== undefined)
    facts.push({
      name: 'app.scopes',
      value: oauthScopes(scopes.split(',')),
      source: file.at('commaSeparatedOauthScopes'),
    });
  return { facts };
}

/** The values of Permitted Users of an External Client App, in lower case. */
export const PERMITTED_USERS: Readonly<Record<string, FactValue<'app.permittedUsers'>>> = {
  allselfauthorized: 'self-authorize',
  adminapprovedpreauthorized: 'admin-approved',
};

/** Reads ExtlClntAppOauthConfigurablePolicies: permitted users, IP relaxation, refresh tokens and session level. */
export function oauthPolicies(file: MetadataRecord): Reading {
  const { root, at } = file;
  const facts = clientApp(file, 'ExtlClntAppOauthConfigurablePolicies');
  const permitted = PERMITTED_USERS[textOf(root, 'permittedUsersPolicyType')?.toLowerCase() ?? ''];
  if (permitted !== undefined)
    facts.push({ name: 'app.permittedUsers', value: permitted, source: at('permittedUsersPolicyType') });
  const relaxation = textOf(root, 'ipRelaxationPolicyType');
  if (relaxation !== undefined)
    facts.push({ name: 'app.ipRelaxation', value: relaxation, source: at('ipRelaxationPolicyType') });
  const refresh = clientAppPolicy(
    textOf(root, 'refreshTokenPolicyType'),
    Number(textOf(root, 'refreshTokenValidityPeriod')),
    textOf(root, 'refreshTokenValidityUnit'),
  );
  if (refresh !== undefined)
    facts.push({ name: 'app.refreshTokenPolicy', value: refresh, source: at('refreshTokenPolicyType') });
  const level = textOf(root, 'requiredSessionLevel');
  if (level !== undefined)
    facts.push({ name: 'app.highAssurance', value: level === 'HIGH_ASSURANCE', source: at('requiredSessionLevel') });
  facts.push(...jwtTokenFacts(root, at));
  facts.push(...assignmentFacts(root, 'commaSeparatedProfile', 'commaSeparatedPermissionSet', at));
  return { facts };
}

/** Reads ExtlClntAppConfigurablePolicies: whether the app is enabled, and OAuth with it. */
export function appPolicies(file: MetadataRecord): Reading {
  const facts = clientApp(file, 'ExtlClntAppConfigurablePolicies');
  const off = ['isEnabled', 'isOauthPluginEnabled'].find((element) => booleanOf(file.root, element) === false);
  const isTold = booleanOf(file.root, 'isEnabled') !== undefined;
  if (off !== undefined) facts.push({ name: 'app.enabled', value: false, source: file.at(off) });
  else if (isTold) facts.push({ name: 'app.enabled', value: true, source: file.at('isEnabled') });
  return { facts };
}
