import { InputError } from '../facts/input-error.js';
import { hostFacts } from '../salesforce/hosts.js';

/** A host that an assertion must not be sent to; the message says what to do instead. */
class HostError extends InputError {
  override readonly name = 'HostError';
}

/**
 * Lets an assertion go to a Salesforce host over HTTPS, to loopback, or to a host that the user allowed by name, and to
 * nowhere else. Returns the origin. Throws a HostError with one sentence.
 */
export function requireTokenHost(url: string, where: string, allowed: readonly string[] = []): string {
  const host = hostFacts(url);
  if (host === undefined || /\s/.test(url))
    throw new HostError(`${where}: this is not a URL; write it like https://acme.my.salesforce.com`);
  const name = host.origin.replace(/^https?:\/\//, '');
  if (host.kind === 'loopback') return host.origin;
  if (host.scheme === 'http')
    throw new HostError(`${where}: ${host.origin} is not encrypted; an assertion goes out over https:// only`);
  if (host.kind === 'lightning') {
    throw new HostError(
      `${where}: ${name} shows pages and never issues tokens; use the My Domain login URL, such as https://acme.my.salesforce.com`,
    );
  }
  if (host.kind !== 'foreign') return host.origin;
  if (allowed.some((one) => one.toLowerCase() === name || one.toLowerCase() === name.replace(/:\d+$/, '')))
    return host.origin;
  throw new HostError(
    `${where}: ${name} is not a Salesforce host, and an assertion is a credential; if it is yours, allow it with --allow-host ${name}`,
  );
}

/** True for an origin that a credential may be sent to. */
export function isTokenHost(origin: string, allowed: readonly string[] = []): boolean {
  try {
    return requireTokenHost(origin, '', allowed) === origin;
  } catch {
    return false;
  }
}
