import { hostFacts, LOGIN_ORIGIN, TEST_ORIGIN } from './hosts.js';

/** One token request of the Salesforce CLI: login host and audience, spelled as the CLI sends them. */
export interface CliAttempt {
  readonly login: string;
  readonly audience: string;
}

/** The audience that the CLI adds for orgs on this host. */
export const GS1_ORIGIN = 'https://gs1.salesforce.com';

const isCrossed = ({ login, audience }: CliAttempt): boolean =>
  (login === LOGIN_ORIGIN && audience === TEST_ORIGIN) || (login === TEST_ORIGIN && audience === LOGIN_ORIGIN);

/**
 * The token requests of one JWT login with the Salesforce CLI, in order. Since June 2022 it tries several pairs of host and
 * audience until one works (source: @salesforce/core 5.3 to 9.4, `getLoginAudienceCombos`). It skips pairs of different
 * generic hosts by comparing texts, so it does not skip a host with a trailing slash.
 */
export function cliAttempts(loginUrl: string, audienceUrl: string): CliAttempt[] {
  const pairs: readonly (readonly [string, string])[] = [
    [loginUrl, loginUrl],
    [TEST_ORIGIN, TEST_ORIGIN],
    [LOGIN_ORIGIN, LOGIN_ORIGIN],
    [audienceUrl, audienceUrl],
    [audienceUrl, LOGIN_ORIGIN],
    [audienceUrl, TEST_ORIGIN],
    [loginUrl, audienceUrl],
    [loginUrl, LOGIN_ORIGIN],
    [loginUrl, TEST_ORIGIN],
    [LOGIN_ORIGIN, audienceUrl],
    [TEST_ORIGIN, audienceUrl],
  ];
  const attempts = new Map<string, CliAttempt>();
  for (const [login, audience] of pairs) {
    const attempt = { login, audience };
    if (!isCrossed(attempt)) attempts.set(`${originOf(login)} ${originOf(audience)}`, attempt);
  }
  return [...attempts.values()];
}

function originOf(url: string): string {
  return hostFacts(url)?.origin ?? url;
}
