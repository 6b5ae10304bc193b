import { hostFacts } from '../../salesforce/hosts.js';
import { shellWord } from '../../salesforce/shell-word.js';
import { loginAudience, type Login } from '../../simulator/index.js';
import { defaultAudience } from '../../sources/probe-plan.js';
import { startWith } from '../host.js';

/** True if the client of a world sends something, or asks a host, that this tool never would. */
export function sendsItsOwn({ request, assertion, claims, instanceUrl }: Login): boolean {
  const { method, path, contentType, grantType, scope, asJson, parameters } = request;
  const oddRequest =
    method !== 'POST' ||
    path !== undefined ||
    contentType !== 'application/x-www-form-urlencoded' ||
    grantType !== undefined ||
    scope !== undefined ||
    asJson ||
    Object.keys(parameters).length > 0;
  const oddAssertion =
    assertion.text !== undefined ||
    assertion.algorithm !== 'RS256' ||
    assertion.encoding !== 'base64url' ||
    assertion.suffix !== '';
  const { iss, sub, prn, aud, expiresIn, expiresInUnit, omit, extra } = claims;
  const oddClaims =
    [iss, sub, prn, aud].some((claim) => claim !== undefined) ||
    expiresIn !== 180 ||
    expiresInUnit !== 'seconds' ||
    omit.length > 0 ||
    Object.keys(extra).length > 0;
  return oddRequest || oddAssertion || oddClaims || hostFacts(instanceUrl)?.kind === 'lightning';
}

/**
 * The command that shows a scenario: the login of the running org. If its client does something that this tool never would,
 * the command is the demo, which plays that client. An org without a scenario (a twin) has no demo.
 */
export function showingCommand(scenario: string | undefined, login: Login, keyFile: string): string {
  if (scenario !== undefined && (sendsItsOwn(login) || login.approvedByHttpClient))
    return startWith(`demo ${shellWord(scenario)}`);
  const audience = loginAudience(login);
  const flags = [
    ['-o', login.username],
    ['-i', login.clientId],
    ['-f', keyFile],
    ['-r', login.instanceUrl],
    ...(audience === defaultAudience(new URL(login.instanceUrl).origin) ? [] : [['--audience', audience]]),
  ];
  return startWith(`diagnose ${flags.flat().map(shellWord).join(' ')}`);
}
