import { InputError } from '../../facts/input-error.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { isTokenHost } from '../guard.js';

/** A session to read an org with. The token never leaves the host it was issued for. */
export interface OrgSession {
  /** The origin that answers API calls. */
  readonly instanceUrl: string;
  readonly accessToken: string;
  /** Where the session comes from, in words. */
  readonly source: string;
  /** The user of the session, where it is known. */
  readonly username?: string;
}

/** A session that is missing or cannot be used. */
export class SessionError extends InputError {
  override readonly name = 'SessionError';
}

/** True for an access token in JWT format, which SOAP calls refuse (documented). */
export function isJwtToken(accessToken: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(accessToken);
}

/** The origin of an instance URL, where a session may be used: a Salesforce host over HTTPS, loopback, or a host allowed by name. */
export function requireInstance(url: string, where: string, allowed: readonly string[] = []): string {
  const origin = hostFacts(url)?.origin;
  // The value can be a token, so only a plain host is shown.
  const shown = /^https?:\/\/[a-z0-9.-]+\/?$/i.test(url) && url.length < 100 ? url : 'this';
  if (origin === undefined || !isTokenHost(origin, allowed))
    throw new SessionError(
      `${where}: ${shown} is not the instance URL of an org; it looks like https://acme.my.salesforce.com`,
    );
  return origin;
}

/**
 * The session that `SF_ACCESS_TOKEN` and `SF_INSTANCE_URL` hold (as the Salesforce CLI names them), or undefined when no
 * token is set. Throws a SessionError where one of the two is missing or unusable.
 */
export function sessionFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  allowed: readonly string[] = [],
): OrgSession | undefined {
  const accessToken = (env['SF_ACCESS_TOKEN'] ?? env['SFDX_ACCESS_TOKEN'])?.trim();
  if (accessToken === undefined || accessToken === '') return undefined;
  const url = (env['SF_INSTANCE_URL'] ?? env['SF_ORG_INSTANCE_URL'] ?? env['SFDX_INSTANCE_URL'])?.trim();
  if (url === undefined || url === '')
    throw new SessionError(
      'SF_ACCESS_TOKEN is set and SF_INSTANCE_URL is not; set it to the My Domain URL of the org, such as https://acme.my.salesforce.com',
    );
  if (!/^00D[A-Za-z0-9]{12,15}!\S+$/.test(accessToken) && !isJwtToken(accessToken))
    throw new SessionError(
      'SF_ACCESS_TOKEN does not hold an access token; one starts with the id of the org (00D…!) or has three parts (a JWT)',
    );
  return { accessToken, instanceUrl: requireInstance(url, 'SF_INSTANCE_URL', allowed), source: 'SF_ACCESS_TOKEN' };
}
