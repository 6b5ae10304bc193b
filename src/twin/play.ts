import { judgeApiCall } from '../simulator/access.js';
import { judge } from '../simulator/judge.js';
import { loginTokenRequest } from '../simulator/login.js';
import { createState } from '../simulator/state.js';
import { WIRE, type WireId } from '../simulator/wire.js';
import type { Login, World } from '../simulator/world.js';

/** How a login ends: it works, an answer refuses it at the token endpoint or at the first API call, or a page comes. */
export interface Played {
  readonly at: 'token' | 'api';
  /** `works`, `page`, or the name of the answer. */
  readonly outcome: WireId | 'works' | 'page';
}

/** Plays a login in a world at a time in milliseconds, with the first REST call after it. Changes nothing. */
export function play(world: World, now: number, login: Login = world.login): Played {
  const state = createState(now, world.usedAssertionIds);
  const request = loginTokenRequest({ ...world, login }, now);
  const { answer, org, user, app, scopes } = judge(world, state, request);
  if (answer !== 'token') return { at: 'token', outcome: answer };
  const format = app!.issuesJwtAccessTokens ? 'jwt' : 'opaque';
  const session = { token: '', org: org!, user: user!, app: app!, scopes: scopes ?? [], format } as const;
  const refusal = judgeApiCall(world, session, 'rest', state, now);
  return refusal === undefined ? { at: 'token', outcome: 'works' } : { at: 'api', outcome: refusal };
}

/** The words of an outcome, as Salesforce sends them; undefined for one that is no answer. */
export function wordsOf({ outcome }: Played): { error: string; description: string } | undefined {
  return outcome === 'works' || outcome === 'page' ? undefined : WIRE[outcome];
}
