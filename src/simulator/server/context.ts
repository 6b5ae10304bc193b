import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';

import type { Session } from '../access.js';
import type { Verdict } from '../hearing.js';
import type { StepId } from '../steps.js';
import { clockOffset } from '../hosts.js';
import type { OrgState } from '../state.js';
import type { App, Approval, Org, User, World } from '../world.js';

/** A token request as the embedded org saw it. */
export interface Attempt {
  readonly at: string;
  readonly origin: string;
  readonly grantType?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly audience?: unknown;
  /** The name of the answer, `token`, `page` for HTML, `fault` for a fault of the world, `other` for another text. */
  readonly answer: Verdict | 'fault' | 'other';
  readonly step?: StepId;
}

/** The org, user and app that a code, a refresh token or a consent page belongs to. */
export interface Grant {
  readonly org: Org;
  readonly user: User;
  readonly app: App;
  readonly approval: Approval;
}

/** An authorization request that passed its checks. */
export interface AuthorizationRequest {
  readonly org: Org;
  readonly user: User;
  readonly app: App;
  readonly redirectUri: string;
  readonly state?: string | undefined;
  readonly scopes: readonly string[];
  readonly challenge?: string | undefined;
}

/** An authorization code that hasn't been exchanged yet. */
interface PendingCode extends Grant {
  readonly redirectUri: string;
  readonly challenge?: string | undefined;
  readonly issuedAt: number;
}

/** Everything the servers of one embedded org share. */
export interface Embedded {
  readonly world: World;
  readonly state: OrgState;
  readonly clock: () => number;
  readonly attempts: Attempt[];
  /** Every call that wrote to an org, such as `POST SetupEntityAccess`; rehearsals don't count. */
  readonly writes: string[];
  readonly sessions: Map<string, Session>;
  readonly refreshTokens: Map<string, Grant>;
  readonly codes: Map<string, PendingCode>;
  readonly browserSessions: Map<string, { readonly org: Org; readonly user: User }>;
  readonly consents: Map<string, AuthorizationRequest>;
}

/** The host that a request reached, and how the answer spells a real origin. */
export interface Bindings {
  readonly origin: string;
  readonly visible: (realOrigin: string) => string;
}

export type Web = Hono<{ Bindings: Bindings }>;
export type WebContext = Context<{ Bindings: Bindings }>;

/** Random text for codes and tokens. */
export function randomText(bytes = 48): string {
  return randomBytes(bytes).toString('base64url');
}

/** Seconds since the start, as a negative `…SecondsAgo` of a world file. */
export function justNow(embedded: Embedded): number {
  return -(embedded.clock() - embedded.state.startedAt) / 1000;
}

/** The `Date` header of a host: its own clock. */
export function serverDate(embedded: Embedded, origin: string): string {
  return new Date(embedded.clock() + clockOffset(embedded.world, origin) * 1000).toUTCString();
}

/** JSON as Salesforce sends it. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });
}
