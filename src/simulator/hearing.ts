import type { AnswerId } from '../salesforce/token-answers.js';
import type { Assertion } from './assertion.js';
import type { Verifier } from './signature.js';
import type { OrgState } from './state.js';
import type { App, Org, User, World } from './world.js';

/**
 * The gates of the token endpoint in their usual order, numbered here because Salesforce names none: G0 transport, G1 form,
 * G2 shape, G3 client, G4 capability, G5 signature, G6 time, G7 audience, G8 user, G9 app in the org, G10 state of org and
 * user, G11a approval by an administrator, G11b by the user, G12 scopes, G13 login policy, G14 rate, G15 the token.
 */
export type GateId =
  | 'G0'
  | 'G1'
  | 'G2'
  | 'G3'
  | 'G4'
  | 'G5'
  | 'G6'
  | 'G7'
  | 'G8'
  | 'G9'
  | 'G10'
  | 'G11a'
  | 'G11b'
  | 'G12'
  | 'G13'
  | 'G14'
  | 'G15';

/** A request to the token endpoint of one host. */
export interface TokenRequest {
  /** The real origin of the host that is asked. */
  readonly origin: string;
  readonly method: string;
  readonly contentType?: string | undefined;
  readonly body: string;
  /** The address the caller is seen with; absent: the world's. */
  readonly clientIp?: string;
  /** The real time in milliseconds; the server's own clock may be off. */
  readonly now: number;
}

/** What the endpoint answers: an answer by name, a token, or an HTML page instead of JSON. */
export type Verdict = AnswerId | 'token' | 'page';

/** How a gate stops a request. */
export interface Stop {
  readonly gate: GateId;
  readonly answer: Verdict;
  /** The text that the org's Login History shows; absent: no row. */
  readonly status?: string;
}

/** What is known about a request while it walks through the gates. */
export interface Hearing {
  readonly world: World;
  readonly state: OrgState;
  readonly request: TokenRequest;
  readonly verify: Verifier;
  /** The server's clock in milliseconds. */
  readonly serverNow: number;
  readonly clientIp: string;
  /** The user that the host resolves the subject to, found without any effect. */
  readonly resolve: () => { readonly org: Org; readonly user: User } | undefined;
  assertion?: Assertion;
  /** Signature and time were right. */
  genuine?: boolean;
  /** The app as the consumer key names it; from gate 9 on as the user's org holds it. */
  app?: App;
  org?: Org;
  user?: User;
  scopes?: string[];
}

/** A hurdle: undefined lets the request pass. */
export type Gate = (hearing: Hearing) => Stop | undefined;
