import type { WireId } from './wire.js';
import type { Assertion } from './assertion.js';
import type { Verifier } from './signature.js';
import type { OrgState } from './state.js';
import type { StepId } from './steps.js';
import type { App, Org, User, World } from './world.js';

/** A request to the token endpoint of one host. */
export interface TokenRequest {
  /** The real origin of the host that is asked. */
  readonly origin: string;
  readonly method: string;
  readonly contentType?: string | undefined;
  readonly body: string;
  /** The caller's IP address; absent: the one in the world. */
  readonly clientIp?: string;
  /** The real time in milliseconds; the server's own clock may be off. */
  readonly now: number;
}

/** The endpoint's answer: a named answer, a token, or an HTML page instead of JSON. */
export type Verdict = WireId | 'token' | 'page';

/** How a step stops a request. */
export interface Stop {
  readonly step: StepId;
  readonly answer: Verdict;
  /** The text that the org's Login History shows; absent: no row. */
  readonly status?: string;
}

/** The state of a request while the steps judge it. */
export interface Hearing {
  readonly world: World;
  readonly state: OrgState;
  readonly request: TokenRequest;
  readonly verify: Verifier;
  /** The server's clock in milliseconds. */
  readonly serverNow: number;
  readonly clientIp: string;
  /** Resolves the subject to a user of this host, without side effects. */
  readonly resolve: () => { readonly org: Org; readonly user: User } | undefined;
  assertion?: Assertion;
  /** Signature and time were right. */
  genuine?: boolean;
  /** The app as the consumer key names it; from the step `installed` on as the user's org holds it. */
  app?: App;
  org?: Org;
  user?: User;
  scopes?: string[];
}

/** Judges one thing about a request; undefined lets it pass. */
export type Step = (hearing: Hearing) => Stop | undefined;
