import { ASSERTION_ALGORITHM, EXPIRY_TOLERANCE_SECONDS, JWT_BEARER_GRANT } from '../salesforce/grant.js';
import { genericOriginFor, LOGIN_ORIGIN, sameOrigin, TEST_ORIGIN } from '../salesforce/hosts.js';
import { findApp } from './apps.js';
import { expiryOf, readAssertion, subjectOf } from './assertion.js';
import type { Hearing, Step, Stop } from './hearing.js';
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

/** An org in maintenance answers with a page; a user interface host is no token host. */
export const transport = ({ world, request }: Pick<Hearing, 'world' | 'request'>): Stop | undefined => {
  if (orgOfMyDomain(world, request.origin)?.maintenance) return { step: 'transport', answer: 'page' };
  if (!isLightning(world, request.origin)) return undefined;
  return world.behaviour.lightningHost === 'grantTypeNotSupported'
    ? { step: 'form', answer: 'grantTypeNotSupported' }
    : { step: 'transport', answer: 'page' };
};

/** Method, content type, grant type, no scope. */
export const form: Step = ({ request }) => {
  const fields = readForm(request);
  if (fields?.get('grant_type') !== JWT_BEARER_GRANT) return { step: 'form', answer: 'grantTypeNotSupported' };
  return fields.has('scope') ? { step: 'form', answer: 'scopeNotSupported' } : undefined;
};

/** A compact JWS with the algorithm and the claims that are mandatory. */
export const shape: Step = (hearing) => {
  const assertion = readAssertion(readForm(hearing.request)?.get('assertion') ?? '');
  const stop = { step: 'shape', answer: 'assertionInvalid' } as const;
  if (!assertion) return stop;
  hearing.assertion = assertion;
  const { claims } = assertion;
  if (assertion.algorithm !== ASSERTION_ALGORITHM || typeof claims['iss'] !== 'string') return stop;
  if (typeof subjectOf(claims) !== 'string' || claims['aud'] === undefined || claims['aud'] === null) return stop;
  return expiryOf(claims) === undefined ? stop : undefined;
};

/** The consumer key is known at this host. */
export const client: Step = (hearing) => {
  const { world, request, state } = hearing;
  const issuer = hearing.assertion?.claims['iss'] as string;
  const found = findApp(world, request.origin, issuer, hearing.resolve()?.org, state, request.now);
  if (!found) return { step: 'client', answer: 'clientIdInvalid' };
  hearing.app = found.app;
  return undefined;
};

/** The app holds a certificate and may use the flow. */
export const capability: Step = ({ app }) =>
  app?.certificate != null && app.jwtFlow ? undefined : { step: 'capability', answer: 'assertionInvalid' };

/** The signature fits the app's certificate. Reports differ on the answer when it does not. */
export const signature: Step = ({ app, assertion, verify, world }) => {
  if (!app || !assertion) return undefined;
  if (assertion.plainBase64) return { step: 'signature', answer: world.behaviour.plainBase64 };
  if (verify(assertion.signingInput, assertion.signature, app.certificate ?? '')) return undefined;
  const answers = world.behaviour.wrongSignature;
  return { step: 'signature', answer: app.kind === 'connected-app' ? answers.connectedApp : answers.externalClientApp };
};

/** Not expired for more than the tolerance, and not used before. No upper bound: milliseconds pass (reported: sf CLI). */
export const time: Step = (hearing) => {
  const { assertion, serverNow, state, world } = hearing;
  if (!assertion) return undefined;
  const expiry = expiryOf(assertion.claims) ?? 0;
  if (expiry < serverNow / 1000 - EXPIRY_TOLERANCE_SECONDS) return { step: 'time', answer: 'assertionExpired' };
  const id = assertion.claims['jti'];
  if (typeof id === 'string' && state.usedAssertionIds.has(id)) return { step: 'time', answer: world.behaviour.replay };
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

/** `aud` is one URL that this host accepts (partly documented, partly reported). */
export const audience: Step = (hearing) =>
  audienceAccepted(hearing) ? undefined : { step: 'audience', answer: 'audienceInvalid' };
