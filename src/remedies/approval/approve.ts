import { APPROVAL_SCOPES, DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import { requireTokenHost } from '../../sources/guard.js';
import { listenForRedirect, type Listener } from './listener.js';
import type { ApprovalRequest, ApproveOptions } from './options.js';
import { refusalFacts, type ApprovalOutcome } from './outcome.js';
import { askPage, readRefusal } from './preflight.js';
import { readPastedRedirect, type Redirect, type Strange } from './redirect.js';
import { makeAuthorization, requireCallback, type Authorization } from './request.js';
import { settle } from './settle.js';
import { unlessAborted } from './unless-aborted.js';

const DEFAULT_WAIT_MS = 300_000;

/** Waits for the browser or for a pasted address, and gives up when the time is over. */
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
  // An interrupted prompt ends the wait through the race below; a prompt that is no longer needed must not reject unheard.
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
 * Lets a user approve an app once in a browser, so that the approval counts for the JWT bearer flow: web server flow with
 * PKCE, a loopback callback, and a code that is exchanged, because only that issues a refresh token. The access token is
 * revoked, and the refresh token discarded or revoked: nothing is stored. Throws a CallbackError if nothing can listen on
 * the callback.
 */
export async function approve(request: ApprovalRequest, options: ApproveOptions): Promise<ApprovalOutcome> {
  const { origin, clientId, username, allowHosts, waitMs = DEFAULT_WAIT_MS } = request;
  const { network, openBrowser, signal, onEvent = () => undefined } = options;
  requireTokenHost(origin, 'the host', allowHosts);
  const where = '--callback-url';
  // Salesforce compares the callback URL with the registered one character by character.
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
    // A browser on another machine can't reach this callback: the person pastes the address instead.
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
