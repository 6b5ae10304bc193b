import { privateKeyUnreadable } from './private-key-unreadable.js';
import { privateKeyMalformed } from './private-key-malformed.js';
import { privateKeyUnsupported } from './private-key-unsupported.js';
import { clientStateBroken } from './client-state-broken.js';
import { endpointUnreachable } from './endpoint-unreachable.js';
import { wrongHttpRequest } from './wrong-http-request.js';
import { wrongGrantType } from './wrong-grant-type.js';
import { scopeParameterSent } from './scope-parameter-sent.js';
import { assertionMalformed } from './assertion-malformed.js';
import { algorithmUnsupported } from './algorithm-unsupported.js';
import { assertionExpired } from './assertion-expired.js';
import { assertionReplayed } from './assertion-replayed.js';
import { wrongLoginHost } from './wrong-login-host.js';
import { wrongAudience } from './wrong-audience.js';
import { wrongConsumerKey } from './wrong-consumer-key.js';
import { wrongUsername } from './wrong-username.js';
import { appNotInOrg } from './app-not-in-org.js';
import { appBlocked } from './app-blocked.js';
import { jwtFlowDisabled } from './jwt-flow-disabled.js';
import { certificateMissing } from './certificate-missing.js';
import { certificateMismatch } from './certificate-mismatch.js';
import { refreshScopeMissing } from './refresh-scope-missing.js';
import { apiScopeMissing } from './api-scope-missing.js';
import { tooManyScopes } from './too-many-scopes.js';
import { tokenFormatJwt } from './token-format-jwt.js';
import { userInactive } from './user-inactive.js';
import { userFrozen } from './user-frozen.js';
import { userNotPreauthorized } from './user-not-preauthorized.js';
import { approvalMissing } from './approval-missing.js';
import { approvalWithoutRefreshToken } from './approval-without-refresh-token.js';
import { approvalLost } from './approval-lost.js';
import { apiNotEnabled } from './api-not-enabled.js';
import { ipRestricted } from './ip-restricted.js';
import { outsideLoginHours } from './outside-login-hours.js';
import { highAssuranceRequired } from './high-assurance-required.js';
import { apiAccessControl } from './api-access-control.js';
import { orgInactive } from './org-inactive.js';
import { loginRateExceeded } from './login-rate-exceeded.js';
import { changeNotPropagated } from './change-not-propagated.js';
import { platformFault } from './platform-fault.js';
import type { Subject } from './subject.js';
import type { Cause } from './cause.js';
import { repairWay, type Remedy } from './steps.js';
import type { Gate } from '../salesforce/gates.js';

/** Every cause the product can name, in public order: by side, then as a login meets them. */
export const CAUSES = [
  privateKeyUnreadable,
  privateKeyMalformed,
  privateKeyUnsupported,
  clientStateBroken,
  endpointUnreachable,
  wrongHttpRequest,
  wrongGrantType,
  scopeParameterSent,
  assertionMalformed,
  algorithmUnsupported,
  assertionExpired,
  assertionReplayed,
  wrongLoginHost,
  wrongAudience,
  wrongConsumerKey,
  wrongUsername,
  appNotInOrg,
  appBlocked,
  jwtFlowDisabled,
  certificateMissing,
  certificateMismatch,
  refreshScopeMissing,
  apiScopeMissing,
  tooManyScopes,
  tokenFormatJwt,
  userInactive,
  userFrozen,
  userNotPreauthorized,
  approvalMissing,
  approvalWithoutRefreshToken,
  approvalLost,
  apiNotEnabled,
  ipRestricted,
  outsideLoginHours,
  highAssuranceRequired,
  apiAccessControl,
  orgInactive,
  loginRateExceeded,
  changeNotPropagated,
  platformFault,
] as const;

type Listed = (typeof CAUSES)[number];

/** The id of a cause. */
export type CauseId = Listed['id'];

/** The id of a cause that can be cured by API. */
export type RepairableId = Extract<Listed, { readonly repairable: true }>['id'];

/** All cause ids, in their public order. */
export const CAUSE_IDS: readonly CauseId[] = CAUSES.map(({ id }) => id);

const BY_ID = new Map<CauseId, Cause>(CAUSES.map((cause) => [cause.id, cause]));

/** Everything known about a cause. */
export function causeOf(id: CauseId): Cause {
  return BY_ID.get(id)!;
}

/** The gate at which a cause stops a login. */
export function gateOf(id: CauseId): Gate {
  return causeOf(id).gate;
}

/** True for the id of a cause. */
export function isCauseId(id: string): id is CauseId {
  return BY_ID.has(id as CauseId);
}

/** True for a cause that can be cured by API with an administrator's session. */
export function isRepairable(id: CauseId): id is RepairableId {
  return causeOf(id).repairable === true;
}

/** The remedy of a cause; where the API can cure it, the last way is `fix`. */
export function remedyOf(id: CauseId, subject: Subject): Remedy {
  const { summary, ways } = causeOf(id).remedy(subject);
  if (!isRepairable(id)) return { summary, ways };
  const byHand = ways.length === 1 ? ways.map((way) => ({ ...way, title: 'By hand' })) : ways;
  return { summary, ways: [...byHand, repairWay(subject, id)] };
}
