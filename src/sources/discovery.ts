import type { SourceFact } from '../facts/store.js';
import { hostFacts } from '../salesforce/hosts.js';
import { send, type NetworkOptions } from './http.js';

interface Discovery {
  readonly facts: SourceFact[];
  /** Local clock minus the server's, seconds. */
  readonly skewSeconds?: number;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Facts from a host without a login: whether it is Salesforce's, whose My Domain it is, which org it belongs to, and
 * how far the local clock is off (help: remoteaccess_auth_configuration_endpoint).
 */
export async function discover(origin: string, network: NetworkOptions, clock: () => number): Promise<Discovery> {
  const openid = await send({ method: 'GET', url: `${origin}/.well-known/openid-configuration` }, network);
  const local = clock();
  const source = `${origin}/.well-known/openid-configuration`;
  const facts: SourceFact[] = [];
  const date = Date.parse(openid.headers['date'] ?? '');
  const skewSeconds = Number.isNaN(date) ? undefined : Math.round((local - date) / 1000);
  // The Date header counts whole seconds: two of them are no skew.
  if (skewSeconds !== undefined)
    facts.push({ name: 'clock.skewSeconds', value: Math.abs(skewSeconds) <= 2 ? 0 : skewSeconds, source });

  const configuration = parse(openid.text);
  const issuer = configuration?.['issuer'];
  const isSalesforce = openid.status === 200 && typeof issuer === 'string';
  const serves = isSalesforce ? 'salesforce' : openid.problem !== undefined ? 'nothing' : 'something-else';
  let orgId: string | undefined;
  if (isSalesforce && hostFacts(issuer)?.kind === 'my-domain') {
    const auth = await send({ method: 'GET', url: `${origin}/.well-known/auth-configuration` }, network);
    const id = parse(auth.text)?.['OrgId'];
    if (auth.status === 200 && typeof id === 'string') orgId = id;
  }
  facts.push({
    name: 'host.discovery',
    value: [{ origin, serves, ...(isSalesforce && { issuer }), ...(orgId !== undefined && { orgId }) }],
    source,
  });
  return { facts, ...(skewSeconds !== undefined && { skewSeconds }) };
}
