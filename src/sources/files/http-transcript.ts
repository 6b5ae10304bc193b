import { curlExchanges, hasCurl } from './curl.js';
import type { Exchange } from './exchange.js';
import { factsOfExchanges, outcomeOf } from './exchange-facts.js';
import { parseTranscript } from './parse-http.js';
import { consoleExchanges } from './postman-console.js';
import { isJwtGrant, isToken } from '../../facts/answers.js';
import { failuresIn, lastOfEach } from './error-text.js';
import { inSequence } from './story-order.js';
import { expectedLines } from './events/success.js';
import { runsOf } from './events/runs.js';
import { withoutRanges } from './segments.js';
import type { Reading, Shape } from './shape.js';
import { withoutOffsets } from './trace.js';

const MESSAGE = /^[<>]? ?(?:(?:GET|POST) (?:https?:\/\/|\/)\S*(?: HTTP\/[\d.]+)?|HTTP\/[\d.]+ [1-5]\d\d\b.*)\r?$/m;

/** Which lines from a line on belong to HTTP messages: the first line, the headers and the body, up to a blank line. */
function messageLines(lines: readonly string[], start: number): boolean[] {
  const marked = lines.map(() => false);
  const skip = (from: number, isBlank: boolean) => {
    const found = lines.findIndex((line, index) => index >= from && (line.trim() === '') === isBlank);
    return found === -1 ? lines.length : found;
  };
  for (let index = start; index < lines.length; index += 1) {
    if (!MESSAGE.test(lines[index]!)) continue;
    const body = skip(skip(index, true), false);
    // The next message begins here where this one has no body.
    const end = body < lines.length && MESSAGE.test(lines[body]!) ? body : skip(body, true);
    marked.fill(true, index, end);
    index = end - 1;
  }
  return marked;
}

/** The log after the exchange that brought the token: a failure there is real, but the login itself worked. */
function withLaterFailures(reading: Reading, lines: readonly string[], raw: readonly string[], name: string): Reading {
  const answers = reading.facts.flatMap((fact) => (fact.name === 'token.answers' && 'value' in fact ? fact.value : []));
  const last = answers.at(-1);
  if (last === undefined || !isToken(last) || reading.facts.some((fact) => fact.name === 'api.answers')) return reading;
  const end = lines.findLastIndex((line) => line.includes('access_token'));
  const isOfMessage = messageLines(lines, end + 1);
  const tail = (of: readonly string[]) => of.map((line, index) => (index > end && !isOfMessage[index] ? line : ''));
  const later = end === -1 ? [] : failuresIn(tail(lines), tail(raw), name);
  if (later.length === 0) return reading;
  const [first, second] = inSequence([reading, { facts: later }]);
  return { ...first!, facts: [...first!.facts, ...second!.facts] };
}

/** True for a request of another grant than the JWT bearer flow. */
function isOfOtherGrant({ facts }: Reading): boolean {
  const grant = facts.find((fact) => fact.name === 'request.grantType');
  return grant !== undefined && 'value' in grant && !isJwtGrant(String(grant.value));
}

/** What a text says beside requests of another grant, which are no part of the login that it tells of. */
function besideOthers(reading: Reading, rest: readonly string[], raw: readonly string[], name: string): Reading {
  if (!isOfOtherGrant(reading)) return reading;
  const isOfMessage = messageLines(rest, 0);
  const outside = (of: readonly string[]) =>
    of.map((line, index) => (isOfMessage[index] || rest[index] === '' ? '' : line));
  const failed = outside(rest);
  const told = /\bjwt\b|jwt-bearer/i.test(failed.join('\n')) ? failuresIn(failed, outside(raw), name) : [];
  return told.some(({ name: fact }) => fact === 'token.answers' || fact === 'client.error') ? { facts: told } : reading;
}

function withTime(exchange: Exchange, at: string | undefined): Exchange {
  return at === undefined ? exchange : { ...exchange, at };
}

/** Raw HTTP transcripts and curl commands: one exchange or several, with captions between them and bodies left out. */
export const httpTranscript: Shape = {
  id: 'http-transcript',
  title: 'an HTTP transcript, a curl command, or the console of Postman',
  recognises: ({ text, json }) => {
    if (json !== undefined) return false;
    const lines = withoutOffsets(text.split('\n'));
    return (
      MESSAGE.test(lines.join('\n')) ||
      (hasCurl(lines) && curlExchanges(lines).exchanges.length > 0) ||
      consoleExchanges(lines).exchanges.length > 0
    );
  },
  read: ({ text, name, raw }) => {
    const lines = withoutOffsets(text.split('\n'));
    const calls = curlExchanges(lines);
    const shown = consoleExchanges(withoutRanges(lines, calls.ranges));
    const exchanges = [...calls.exchanges, ...shown.exchanges];
    const others = parseTranscript(withoutRanges(lines, [...calls.ranges, ...shown.ranges]).join('\n'));
    const expected = expectedLines(lines);
    const lineOf = ({ request, response }: (typeof others)[number]) => request?.line ?? response?.line ?? 0;
    const { contrastOf, timeOf } = runsOf(lines, raw?.split('\n') ?? lines);
    const isExpected = ({ response }: Exchange) =>
      response !== undefined && (response.status ?? 200) < 300 && expected.has(response.line - 1);
    const all = [...exchanges, ...others]
      .filter((exchange) => !isExpected(exchange))
      .sort((a, b) => lineOf(a) - lineOf(b))
      .map((exchange) => withTime(exchange, timeOf[lineOf(exchange) - 1]));
    const contrasted = all.filter((exchange) => contrastOf[lineOf(exchange) - 1] !== undefined);
    if (contrasted.length === 0 || contrasted.length === all.length)
      return besideOthers(
        withLaterFailures(factsOfExchanges(all, name), lines, raw?.split('\n') ?? lines, name),
        withoutRanges(lines, [...calls.ranges, ...shown.ranges]),
        raw?.split('\n') ?? lines,
        name,
      );
    const reading = factsOfExchanges(
      all.filter((exchange) => !contrasted.includes(exchange)),
      name,
    );
    const controls = lastOfEach(
      contrasted.map((exchange) => ({
        name: 'controls',
        value: [{ what: contrastOf[lineOf(exchange) - 1]!, ...outcomeOf(exchange) }],
        source: `${name}, line ${lineOf(exchange)}`,
      })),
    );
    return { ...reading, facts: [...reading.facts, ...controls] };
  },
};
