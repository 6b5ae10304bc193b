import { ASSERTION_ALGORITHM, EXPIRY_TOLERANCE_SECONDS, JWT_BEARER_GRANT } from '../salesforce/grant.js';
import { genericOriginFor, LOGIN_ORIGIN, sameOrigin, TEST_ORIGIN } from '../salesforce/hosts.js';
import { findApp } from './apps.js';
import { expiryOf, readAssertion, subjectOf } from './assertion.js';
import type { Gate, Hearing, Stop } from './hearing.js';
import { isLightning, myDomainOrigin, orgOfMyDomain, orgsBehind } from './hosts.js';

/**
 * The form of a request, or undefined when the endpoint does not parse it (documented; reported: body not urlencoded).
 */
export function readForm(request: {
  method: string;
  contentType?: string | undefined;
  body: string;
}): URLSearchParams | undefined {
  const type = request.contentType?.split(';')[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || type !== 'application/x-www-form-urlencoded') return undefined;
  return new URLSearchParams(request.body);
}

/** G0: an org in maintenance answers with a page; a user interface host is no token host. */
export const transport = ({ world, request }: Pick<Hearing, 'world' | 'request'>): Stop | undefined => {
  if (orgOfMyDomain(world, request.origin)?.maintenance) return { gate: 'G0', answer: 'page' };
  if (!isLightning(world, request.origin)) return undefined;
  return world.behaviour.lightningHost === 'grantTypeNotSupported'
    ? { gate: 'G1', answer: 'grantTypeNotSupported' }
    : { gate: 'G0', answer: 'page' };
};

/** G1: method, content type, grant type, no scope. */
export const form: Gate = ({ request }) => {
  const fields = readForm(request);
  if (fields?.get('grant_type') !== JWT_BEARER_GRANT) return { gate: 'G1', answer: 'grantTypeNotSupported' };
  return fields.has('scope') ? { gate: 'G1', answer: 'scopeNotSupported' } : undefined;
};

/** G2: a compact JWS with the algorithm and the claims that are mandatory. */
export const shape: Gate = (hearing) => {
  const assertion = readAssertion(readForm(hearing.request)?.get('assertion') ?? '');
  const stop = { gate: 'G2', answer: 'assertionInvalid' } as const;
  if (!assertion) return stop;
  hearing.assertion = assertion;
  const { claims } = assertion;
  if (assertion.algorithm !== ASSERTION_ALGORITHM || typeof claims['iss'] !== 'string') return stop;
  if (typeof subjectOf(claims) !== 'string' || claims['aud'] === undefined || claims['aud'] === null) return stop;
  return expiryOf(claims) === undefined ? stop : undefined;
};

/** G3: this host knows the consumer key. */
export const client: Gate = (hearing) => {
  const { world, request, state } = hearing;
  const issuer = hearing.assertion?.claims['iss'] as string;
  const found = findApp(world, request.origin, issuer, hearing.resolve()?.org, state, request.now);
  if (!found) return { gate: 'G3', answer: 'clientIdInvalid' };
  hearing.app = found.app;
  return undefined;
};

/** G4: the app holds a certificate and may use the flow. */
export const capability: Gate = ({ app }) =>
  app?.certificate != null && app.jwtFlow ? undefined : { gate: 'G4', answer: 'assertionInvalid' };

/**
 * G5: the signature fits the app's certificate. Two answers are reported; that the kind of app decides which is inferred.
 */
export const signature: Gate = ({ app, assertion, verify, world }) => {
  if (!app || !assertion) return undefined;
  if (assertion.plainBase64) return { gate: 'G5', answer: world.behaviour.plainBase64 };
  if (verify(assertion.signingInput, assertion.signature, app.certificate ?? '')) return undefined;
  const answers = world.behaviour.wrongSignature;
  return { gate: 'G5', answer: app.kind === 'connected-app' ? answers.connectedApp : answers.externalClientApp };
};

/**
 * G6: not expired for more than the tolerance, and not used before. No upper bound: milliseconds pass (reported: sf CLI).
 */
export const time: Gate = (hearing) => {
  const { assertion, serverNow, state, world } = hearing;
  if (!assertion) return undefined;
  const expiry = expiryOf(assertion.claims) ?? 0;
  if (expiry < serverNow / 1000 - EXPIRY_TOLERANCE_SECONDS) return { gate: 'G6', answer: 'assertionExpired' };
  const id = assertion.claims['jti'];
  if (typeof id === 'string' && state.usedAssertionIds.has(id)) return { gate: 'G6', answer: world.behaviour.replay };
  hearing.genuine = true;
  return undefined;
};

function audienceAccepted({ assertion, request, world, state }: Hearing): boolean {
  const value = assertion?.claims['aud'];
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return false;
  const given =
    [...state.aliases].find(([alias]) => sameOrigin(alias, value.replace('://localhost', '://127.0.0.1')))?.[1] ??
    value;
  const { behaviour } = world;
  const own = orgOfMyDomain(world, request.origin);
  if (!own) {
    if (sameOrigin(given, request.origin)) return true;
    const behind = orgsBehind(world, request.origin).some((org) => sameOrigin(given, myDomainOrigin(org)));
    return behind && behaviour.genericHostOtherAudience === 'accepted';
  }
  if (sameOrigin(given, request.origin)) return behaviour.myDomainAudience === 'accepted';
  if (own.cloud === 'china') return false;
  if (sameOrigin(given, genericOriginFor(own.kind))) return true;
  return (
    behaviour.myDomainOtherAudience === 'accepted' &&
    [LOGIN_ORIGIN, TEST_ORIGIN].some((origin) => sameOrigin(given, origin))
  );
}

/**
 * G7: `aud` is one URL that this host accepts. Documented: login and test accept themselves. Reported: a My Domain
 * accepts itself and the generic host of its kind of org, login and test refuse each other, and a list is refused.
 */
export const audience: Gate = (hearing) =>
  audienceAccepted(hearing) ? undefined : { gate: 'G7', answer: 'audienceInvalid' };
