import type { CauseId } from '../../causes/index.js';
import { showValue } from './findings.js';
import type { BrokenLogin } from '../../twin/deploy.js';
import type { Weighed } from '../../twin/weigh.js';
import { wordsOf, type Played } from '../../twin/play.js';

/** How a login ends, in the words of Salesforce where it refuses. */
export function endingWords(played: Played): string {
  const words = wordsOf(played);
  if (words === undefined) return played.outcome === 'works' ? 'works' : 'a web page in place of an answer';
  const said = [words.error, words.description].filter(Boolean).join(': ');
  return played.at === 'api' ? `gets a token, and the API answers ${said}` : said;
}

/** An assumption of the twin, and what the login would be answered with other values. */
export function assumptionWords({ fact, assumed, otherwise }: Weighed): string {
  const others = otherwise.map(({ value, played }) => ` With ${showValue(fact, value)}, the login ${ending(played)}.`);
  return `${fact} isn't known; the twin takes ${showValue(fact, assumed)}.${others.join('')}`;
}

function ending(played: Played): string {
  const words = endingWords(played);
  return played.outcome === 'works' ? 'works' : played.at === 'api' ? words : `is answered ${words}`;
}

const OF_ELEMENT: Readonly<Record<string, CauseId>> = {
  isAdminApproved: 'user-not-preauthorized',
  permittedUsersPolicyType: 'user-not-preauthorized',
  profileName: 'user-not-preauthorized',
  permissionSetName: 'user-not-preauthorized',
  commaSeparatedProfile: 'user-not-preauthorized',
  commaSeparatedPermissionSet: 'user-not-preauthorized',
  hasActivationRequired: 'user-not-preauthorized',
  license: 'user-not-preauthorized',
  sessionPolicy: 'high-assurance-required',
  sessionLevel: 'high-assurance-required',
  policyAction: 'high-assurance-required',
  requiredSessionLevel: 'high-assurance-required',
  loginIpRanges: 'ip-restricted',
  loginHours: 'outside-login-hours',
  isEnabled: 'app-blocked',
  consumerKey: 'app-blocked',
  enableAdminApprovedAppsOnly: 'api-access-control',
  refreshTokenPolicy: 'approval-lost',
  refreshTokenPolicyType: 'approval-lost',
  refreshTokenValidityPeriod: 'approval-lost',
  isNamedUserJwtEnabled: 'token-format-jwt',
};

const OF_OUTCOME: Partial<Record<Played['outcome'], CauseId>> = {
  notApproved: 'approval-missing',
  notAdminApproved: 'user-not-preauthorized',
  refreshScopeRequired: 'refresh-scope-missing',
  noValidScopes: 'api-scope-missing',
  appBlocked: 'app-blocked',
  ipRestricted: 'ip-restricted',
  ipOrHoursRestricted: 'outside-login-hours',
  authenticationFailure: 'high-assurance-required',
  apiDisabled: 'api-not-enabled',
  sessionNotValidForRest: 'api-access-control',
  jwtTokenFormat: 'token-format-jwt',
  clientIdInvalid: 'app-not-in-org',
  clientAppNotInstalled: 'app-not-in-org',
  connectedAppNotInstalled: 'app-not-in-org',
};

/** The cause that a line of a deployment makes: by its element, and where that can do several things by the answer. */
export function causeOfBroken({ login: { played }, place }: BrokenLogin): CauseId {
  const leaf = place.element.split(' ')[0]!.split('.').at(-1)!;
  if (leaf === 'certificate') return place.isMissing ? 'certificate-missing' : 'certificate-mismatch';
  if (/scopes$/i.test(leaf))
    return played.outcome === 'refreshScopeRequired' ? 'refresh-scope-missing' : 'api-scope-missing';
  if (played.outcome === 'notApproved' && /AdminApproved|permittedUsers/.test(leaf)) return 'approval-missing';
  return OF_ELEMENT[leaf] ?? OF_OUTCOME[played.outcome] ?? 'user-not-preauthorized';
}
