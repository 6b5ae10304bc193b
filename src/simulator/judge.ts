import { subjectOf } from './assertion.js';
import * as login from './steps-login.js';
import * as asked from './steps-request.js';
import type { Hearing, Step, TokenRequest, Verdict } from './hearing.js';
import { clockOffset, orgsBehind } from './hosts.js';
import { verifyRs256, type Verifier } from './signature.js';
import type { OrgState } from './state.js';
import type { StepId } from './steps.js';
import type { App, Behaviour, Org, User, World } from './world.js';

/** The endpoint's decision about a request, and the knowledge it rests on. */
export interface Judgement {
  readonly step: StepId;
  readonly answer: Verdict;
  readonly status?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly audience?: unknown;
  /** The `jti` of an assertion that passed signature and time. */
  readonly assertionId?: string;
  readonly org?: Org;
  readonly user?: User;
  readonly app?: App;
  /** The scopes of the token. */
  readonly scopes?: readonly string[];
}

/** The steps in the order of this world. Where the order was never observed, the world has a switch for it. */
function stepsOf(behaviour: Behaviour): Step[] {
  return [
    asked.transport,
    asked.form,
    asked.shape,
    asked.client,
    ...(behaviour.installedBeforeSignature ? [login.installed] : []),
    asked.capability,
    asked.signature,
    ...(behaviour.timeBeforeAudience ? [asked.time, asked.audience] : [asked.audience, asked.time]),
    login.subject,
    login.installed,
    login.standing,
    ...(behaviour.ipBeforeApproval
      ? [login.network, login.approval, login.scopes]
      : [login.approval, login.scopes, login.network]),
    login.rate,
  ];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Decides how the token endpoint of one host answers a JWT bearer request. Pure: the same world, state and request give
 * the same judgement. It records nothing; `recordJudgement` does that.
 */
export function judge(
  world: World,
  state: OrgState,
  request: TokenRequest,
  options: { readonly verify?: Verifier } = {},
): Judgement {
  const hearing: Hearing = {
    world,
    state,
    request,
    verify: options.verify ?? verifyRs256,
    serverNow: request.now + clockOffset(world, request.origin) * 1000,
    clientIp: request.clientIp ?? world.clientIp,
    resolve: () => {
      const name = text(subjectOf(hearing.assertion?.claims ?? {}));
      return name === undefined ? undefined : login.findUser(orgsBehind(world, request.origin), name);
    },
  };
  let stop = undefined;
  for (const step of stepsOf(world.behaviour)) {
    stop = step(hearing);
    if (stop) break;
  }
  const { step, answer, status } = stop ?? { step: 'token' as const, answer: 'token' as const, status: 'Success' };
  const claims = hearing.assertion?.claims ?? {};
  const assertionId = hearing.genuine ? text(claims['jti']) : undefined;
  return {
    step,
    answer,
    ...(status !== undefined && { status }),
    issuer: text(claims['iss']),
    subject: text(subjectOf(claims)),
    audience: claims['aud'],
    assertionId,
    org: hearing.org,
    user: hearing.user,
    app: hearing.app,
    ...(answer === 'token' && { scopes: hearing.scopes }),
  };
}

/** Remembers a judgement: the login, the `jti`, and the row in the Login History of the org that answered. */
export function recordJudgement(state: OrgState, request: TokenRequest, world: World, judgement: Judgement): void {
  const { assertionId, org, user, app, status, answer } = judgement;
  if (assertionId !== undefined) state.usedAssertionIds.add(assertionId);
  if (!org || !user || status === undefined) return;
  if (answer === 'token') {
    state.logins.set(user.username, [...(state.logins.get(user.username) ?? []), request.now]);
  }
  state.history.push({
    at: new Date(request.now + org.clockOffsetSeconds * 1000).toISOString(),
    orgId: org.id,
    userId: user.id,
    username: user.username,
    application: app?.label ?? '',
    loginType: 'Remote Access 2.0',
    loginUrl: new URL(request.origin).host,
    sourceIp: request.clientIp ?? world.clientIp,
    status,
  });
}
