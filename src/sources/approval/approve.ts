import { APPROVAL_SCOPES, DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import { requireTokenHost } from '../guard.js';
import type { NetworkOptions } from '../http.js';
import { listenForRedirect, type Listener } from './listener.js';
import { refusalFacts, type ApprovalOutcome } from './outcome.js';
import { askPage, readRefusal } from './preflight.js';
import { readPastedRedirect, type Redirect, type Strange } from './redirect.js';
import { makeAuthorization, requireCallback, type Authorization } from './request.js';
import { settle } from './settle.js';
import { unlessAborted } from './unless-aborted.js';

/** What is to be approved, and by whom. */
export interface ApprovalRequest {
  /** The origin of the host; looked at once more here. */
  readonly origin: string;
  /** The consumer key of the app. */
  readonly clientId: string;
  /** The user who is to approve: the one of the JWT login. */
  readonly username?: string;
  /** A loopback callback URL that the app has registered. */
  readonly callback?: string;
  /** The scopes to ask for, `api` and `refresh_token` unless told otherwise; all of the app's where the list is empty. */
  readonly scopes?: readonly string[];
  /** The consumer secret, for apps that demand it. */
  readonly clientSecret?: string;
  readonly allowHosts?: readonly string[];
  /** What becomes of the refresh token: thrown away, or given back, which ends the approval again. */
  readonly refreshToken?: 'discard' | 'revoke';
  /** How long a person has, in milliseconds. */
  readonly waitMs?: number;
}

/** What happens meanwhile. The address is for the person alone: it carries the state. */
export type ApprovalEvent =
  | { readonly type: 'step'; readonly text: string }
  | { readonly type: 'visit'; readonly url: string; readonly opened: boolean; readonly wished: boolean }
  | { readonly type: 'strange'; readonly why: Strange | 'other-host' };

/** How to go about it. */
export interface ApproveOptions {
  readonly network: NetworkOptions;
  readonly onEvent?: (event: ApprovalEvent) => void;
  /** Opens the page; absent where the person opens it. False when that fails. */
  readonly openBrowser?: (url: string) => Promise<boolean>;
  /** Asks for the address that the browser ended on, until `problem` has nothing against it. */
  readonly askAddress?: (problem: (text: string) => Strange | undefined, signal: AbortSignal) => Promise<string>;
  /** Asks for the consumer secret, where the app demands it and none was given; nothing for "there is none". */
  readonly askSecret?: () => Promise<string>;
  /** Runs while the approval stands, before a refresh token is given back. */
  readonly onApproved?: (outcome: ApprovalOutcome) => Promise<void>;
  /** Ends it; the promise is then rejected with the reason. */
  readonly signal?: AbortSignal;
}

const DEFAULT_WAIT_MS = 300_000;

/** Waits for the browser, or for a pasted address, or for the end of the person's time. */
async function waitForAnswer(
  listener: Listener,
  authorization: Authorization,
  callback: URL,
  { askAddress, signal }: { readonly [K in 'askAddress' | 'signal']: ApproveOptions[K] | undefined },
  waitMs: number,
): Promise<Redirect | undefined> {
  const asking = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), waitMs)));
  const read = (text: string) => readPastedRedirect(text, callback, authorization.state);
  const pasted = askAddress?.((text) => {
    const answer = read(text);
    return typeof answer === 'string' ? answer : undefined;
  }, asking.signal).then((text) => {
    const answer = read(text);
    return typeof answer === 'string' ? new Promise<never>(() => undefined) : answer;
  });
  // An interrupted question ends the wait; one that is not needed any more is silent.
  pasted?.catch(() => undefined);
  try {
    return await unlessAborted(
      Promise.race([listener.answer, late, ...(pasted === undefined ? [] : [pasted])]),
      signal,
    );
  } finally {
    asking.abort();
    clearTimeout(timer);
  }
}

/**
 * Lets a user approve an app once, in a browser, so that the approval counts for the JWT bearer flow: web server flow
 * with PKCE, an answer on a loopback callback, the code exchanged, and a refresh token that was really issued. The
 * access token is given back and the refresh token thrown away or given back: nothing is stored. Throws a
 * CallbackError where nothing can listen on the callback.
 */
export async function approve(request: ApprovalRequest, options: ApproveOptions): Promise<ApprovalOutcome> {
  const { origin, clientId, username, allowHosts, waitMs = DEFAULT_WAIT_MS } = request;
  const { network, openBrowser, signal, onEvent = () => undefined } = options;
  requireTokenHost(origin, 'the host', allowHosts);
  const where = '--callback-url';
  // What is sent has to be the registered text, to the letter.
  const callbackText = request.callback ?? DEFAULT_CALLBACK;
  const callback = requireCallback(callbackText, where);
  const freshLogin = username !== undefined;
  const authorization = makeAuthorization({
    origin,
    clientId,
    callback: callbackText,
    scopes: request.scopes ?? APPROVAL_SCOPES,
    freshLogin,
    ...(freshLogin && { username }),
  });
  let isStrange = false;
  const onStrange = (why: Strange | 'other-host'): void => {
    if (!isStrange) onEvent({ type: 'strange', why });
    isStrange = true;
  };
  const secretSent = request.clientSecret !== undefined;
  const listener = await listenForRedirect({ callback, state: authorization.state, where, onStrange });
  let redirect: Redirect | undefined;
  try {
    onEvent({ type: 'step', text: `Looking at the authorize page of ${origin}` });
    const page = await unlessAborted(askPage(authorization.url, network), signal);
    if (page.kind === 'no-page')
      return { ending: 'no-page', refusal: { problem: page.problem }, secretSent, facts: [] };
    if (page.kind === 'refuses')
      return { ending: 'refused', refusal: page.refusal, secretSent, facts: refusalFacts(origin, page.refusal) };
    const opened = openBrowser !== undefined && (await unlessAborted(openBrowser(authorization.url), signal));
    onEvent({ type: 'visit', url: authorization.url, opened, wished: openBrowser !== undefined });
    // Whoever opened the page elsewhere may have to bring its end by hand.
    const asked = { signal, askAddress: opened ? undefined : options.askAddress };
    redirect = await waitForAnswer(listener, authorization, callback, asked, waitMs);
  } finally {
    await listener.close();
  }
  if (redirect === undefined) return { ending: 'timed-out', secretSent, facts: [] };
  if (redirect.kind === 'error') {
    const refusal = readRefusal(redirect.error, redirect.description);
    if (refusal.answer === 'accessDenied') return { ending: 'denied', refusal, secretSent, facts: [] };
    return { ending: 'refused', refusal, secretSent, facts: refusalFacts(origin, refusal) };
  }
  return settle(redirect.code, { ...request, callback: callbackText }, authorization.verifier, options);
}
