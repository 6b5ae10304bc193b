import type { WireId } from './wire.js';
import type { Assertion } from './assertion.js';
import type { Verifier } from './signature.js';
import type { OrgState } from './state.js';
import type { App, Org, User, World } from './world.js';

/**
 * The gates of the token endpoint in their usual order, numbered here because Salesforce names none: G0 transport, G1
 * form, G2 shape, G3 client, G4 capability, G5 signature, G6 time, G7 audience, G8 user, G9 app in the org, G10 state of
 * org and user, G11a approval by an administrator, G11b by the user, G12 scopes, G13 login policy, G14 rate, G15 the
 * token.
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
  /** The caller's IP address; absent: the one in the world. */
  readonly clientIp?: string;
  /** The real time in milliseconds; the server's own clock may be off. */
  readonly now: number;
}

/** The endpoint's answer: a named answer, a token, or an HTML page instead of JSON. */
export type Verdict = WireId | 'token' | 'page';

/** A gate's refusal of a request. */
export interface Stop {
  readonly gate: GateId;
  readonly answer: Verdict;
  /** The text that the org's Login History shows; absent: no row. */
  readonly status?: string;
}

/** The knowledge about a request, which grows from gate to gate. */
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
  /** The app that the consumer key names; from G9 on, the copy in the user's org. */
  app?: App;
  org?: Org;
  user?: User;
  scopes?: string[];
}

/** One gate. Undefined lets the request pass. */
export type Gate = (hearing: Hearing) => Stop | undefined;
