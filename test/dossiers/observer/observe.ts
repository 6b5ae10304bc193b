import { ANSWERS } from '../../../src/answers/index.js';
import { cliAttempts } from '../../../src/salesforce/cli-attempts.js';
import { JWT_BEARER_GRANT } from '../../../src/salesforce/grant.js';
import { ASSERTION_MARK, PAGE, type Client, type Shown, type ShownPair, type ShownRequest } from '../clients/client.js';
import { play, type Question, type Reply } from '../world/play.js';
import type { Scene } from '../world/scene.js';

function requestOf({ login }: Reply): ShownRequest {
  const { request, assertion, claims } = login;
  const { expiresIn, omit } = claims;
  const fields: [string, string][] = [
    ['grant_type', request.grantType ?? JWT_BEARER_GRANT],
    ['assertion', ASSERTION_MARK],
    ...(request.scope === undefined ? [] : [['scope', request.scope] as [string, string]]),
  ];
  // A jti is nothing odd: only an assertion that was seen before would be, so it tells an observer nothing.
  const claimed = { iss: login.clientId, sub: login.username, aud: claims.aud ?? login.audience, expiresIn, omit };
  return {
    method: request.method,
    contentType: request.asJson ? 'application/json' : request.contentType,
    fields,
    asJson: request.asJson,
    assertion: { text: assertion.text, alg: assertion.algorithm, encoding: assertion.encoding, ...claimed },
  };
}

function pairsOf(scene: Scene, question: Question, first: Reply): { pairs: ShownPair[]; works: boolean } {
  const pairs: ShownPair[] = [];
  for (const pair of cliAttempts(`${first.host}/`, 'https://login.salesforce.com')) {
    const { answer } = play(scene, { ...question, pair });
    if (answer === 'token') return { pairs, works: true };
    const isPage = answer === 'page' || answer === 'unreachable';
    const description = isPage ? PAGE.join('\n') : ANSWERS[answer].description;
    pairs.push({ ...pair, description });
  }
  return { pairs, works: false };
}

/** Everything about a run that some client could show. */
function everything(scene: Scene, question: Question, client: Client): Shown {
  const { role } = question;
  const reply = play(scene, question);
  const { login, host, audience, answer } = reply;
  const request = requestOf(reply);
  const head = { method: request.method, contentType: request.contentType };
  const asked = { role, host, audience, user: login.username, key: login.clientId, request, head };
  if (client.tries === 'pairs') {
    const { pairs, works } = pairsOf(scene, question, reply);
    if (works) return { ...asked, works, token: true };
    return { ...asked, works, list: pairs, ...(answer === 'page' && { page: true as const }) };
  }
  if (answer === 'token') {
    const refused = client.calls === 'nothing' ? undefined : reply[client.calls];
    if (refused === undefined) return { ...asked, works: true, token: true, status: 200 };
    const { error: code, description: message } = ANSWERS[refused];
    return { ...asked, works: false, token: true, status: 200, api: { code, message } };
  }
  if (answer === 'page' || answer === 'unreachable') return { ...asked, works: false, page: true, status: 200 };
  return { ...asked, works: false, status: 400, ...ANSWERS[answer] };
}

const ALWAYS = ['role', 'works', 'page', 'token', 'api'] as const;

/** A run as the output of a client shows it. */
export function shownRun(scene: Scene, question: Question, client: Client): Shown {
  const all = everything(scene, question, client);
  const kept = new Set<string>([...ALWAYS, ...(all.token ? client.showsOfSuccess : client.shows)]);
  return Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name))) as unknown as Shown;
}

/** True when a client can meet the fault of a scene. */
export function canMake({ makes }: Client, { fault }: Scene): boolean {
  return makes.includes(fault.place);
}
