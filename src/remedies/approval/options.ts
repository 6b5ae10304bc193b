import type { NetworkOptions } from '../../sources/http.js';
import type { ApprovalOutcome } from './outcome.js';
import type { Strange } from './redirect.js';

/** The app to approve, and the user who approves it. */
export interface ApprovalRequest {
  /** The origin of the login host; the guard checks it again before anything is sent. */
  readonly origin: string;
  /** The consumer key of the app. */
  readonly clientId: string;
  /** The user of the JWT login, who has to approve. */
  readonly username?: string;
  /** A loopback callback URL that the app has registered. */
  readonly callback?: string;
  /** The scopes to ask for, `api` and `refresh_token` by default; an empty list asks for all scopes of the app. */
  readonly scopes?: readonly string[];
  /** The consumer secret, for apps that require it. */
  readonly clientSecret?: string;
  readonly allowHosts?: readonly string[];
  /** Discard the refresh token, or revoke it, which also ends the approval. */
  readonly refreshToken?: 'discard' | 'revoke';
  /** How long to wait for the person, in milliseconds. */
  readonly waitMs?: number;
}

/** Progress of an approval. Show the URL only to the person, because it contains the state. */
export type ApprovalEvent =
  | { readonly type: 'step'; readonly text: string }
  | { readonly type: 'visit'; readonly url: string; readonly opened: boolean; readonly wished: boolean }
  | { readonly type: 'strange'; readonly why: Strange | 'other-host' };

/** The ways to reach the person and the network. */
export interface ApproveOptions {
  readonly network: NetworkOptions;
  readonly onEvent?: (event: ApprovalEvent) => void;
  /** Opens the page and returns false when that fails. Without it, the person opens the page. */
  readonly openBrowser?: (url: string) => Promise<boolean>;
  /** Asks for the address that the browser ended on, until `problem` returns nothing. */
  readonly askAddress?: (problem: (text: string) => Strange | undefined, signal: AbortSignal) => Promise<string>;
  /** Asks for the consumer secret if the app requires it and none was given; an empty answer means there is none. */
  readonly askSecret?: () => Promise<string>;
  /** Runs while the approval is in force, before a refresh token is revoked. */
  readonly onApproved?: (outcome: ApprovalOutcome) => Promise<void>;
  /** Ends the approval; the promise then rejects with the reason. */
  readonly signal?: AbortSignal;
}
