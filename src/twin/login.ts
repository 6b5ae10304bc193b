import { JWT_BEARER_GRANT } from '../salesforce/grant.js';
import { hostFacts } from '../salesforce/hosts.js';
import type { WorldInput } from '../simulator/world.js';
import { UNKNOWN_KEY } from './app.js';
import type { KeyRing } from './keys.js';
import type { Ledger } from './ledger.js';

type LoginInput = WorldInput['login'];

const SIGNED = /^(?:(?:RS|PS|HS)(?:256|384|512)|none)$/;
const MILLISECONDS = 1e11;
/** Readable parts that no server takes for an assertion. */
const NO_ASSERTION = 'not.a.jwt';

/** The host that was asked. A host on this machine stands for the one that the audience names, else for the My Domain. */
function askedHost(ledger: Ledger, myDomain: string): string {
  const url = ledger.get('request.url');
  const host = url === undefined ? undefined : hostFacts(url);
  if (host !== undefined && host.kind !== 'loopback') return host.origin;
  const audience = ledger.get('assertion.audience');
  const named = typeof audience === 'string' ? hostFacts(audience) : undefined;
  if (named !== undefined && named.kind !== 'loopback' && named.kind !== 'foreign') return named.origin;
  return host === undefined ? new URL(ledger.assume('request.url', myDomain)).origin : myDomain;
}

function claimsOf(ledger: Ledger, now: number): LoginInput['claims'] {
  const exp = ledger.get('assertion.expiresAt');
  const inMilliseconds = exp !== undefined && exp > MILLISECONDS;
  const seconds = exp === undefined ? undefined : Math.floor(inMilliseconds ? exp / 1000 : exp);
  const id = ledger.get('assertion.id');
  return {
    aud: ledger.get('assertion.audience'),
    expiresIn: seconds === undefined ? 180 : seconds - Math.floor(now / 1000),
    expiresInUnit: inMilliseconds ? 'milliseconds' : 'seconds',
    ...(id !== undefined && { extra: { jti: id } }),
  };
}

function assertionOf(ledger: Ledger): LoginInput['assertion'] {
  const problem = ledger.get('assertion.problem');
  const algorithm = ledger.get('assertion.algorithm') ?? 'RS256';
  const isUnsigned = problem === 'unsigned';
  if (problem === 'standard-base64') return { encoding: 'base64', algorithm };
  if ((problem !== undefined && !isUnsigned) || !SIGNED.test(algorithm)) return { text: NO_ASSERTION };
  return { algorithm };
}

function requestOf(ledger: Ledger): LoginInput['request'] {
  const type = ledger.get('request.contentType');
  const grant = ledger.get('request.grantType');
  return {
    method: ledger.get('request.method') ?? 'POST',
    ...(type !== undefined && { contentType: type === 'none' ? null : type, asJson: /json/i.test(type) }),
    ...(grant !== undefined && grant !== JWT_BEARER_GRANT && { grantType: grant }),
    ...(ledger.get('request.parameters')?.includes('scope') === true && { scope: 'api' }),
  };
}

/** The login as the client sent it, at a time in milliseconds. */
export function loginOf(ledger: Ledger, keys: KeyRing, myDomain: string, now: number): LoginInput {
  return {
    username: ledger.get('assertion.subject') ?? ledger.get('user.username') ?? 'user@twin.example.com',
    clientId: ledger.get('assertion.issuer') ?? ledger.get('app.consumerKey') ?? UNKNOWN_KEY,
    key: keys.own().privateKey,
    instanceUrl: askedHost(ledger, myDomain),
    claims: claimsOf(ledger, now),
    assertion: assertionOf(ledger),
    request: requestOf(ledger),
  };
}
