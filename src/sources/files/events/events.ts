import { isLoginText, matchClientError } from '../../../answers/client-errors.js';
import { answerOf, type AnswerId } from '../../../answers/index.js';
import { matchAnswer } from '../../../answers/match-answer.js';
import type { Contrast } from '../../../salesforce/contrasts.js';
import { scrubText } from '../../../redaction/scrub.js';
import { isClientSentence, saysFailure } from './failing.js';
import { bareCodeIn, membersIn } from './members.js';
import { helpLines, mentionsIn } from './mentions.js';
import { expectedLines, isOfOtherCommand, isPrinted, successIn } from './success.js';
import { otherEndpointIn, statusIn, TOKEN_URL } from '../remains.js';
import { vendorOf } from '../../../answers/vendors.js';
import { runsOf, type Runs } from './runs.js';
import { listenTo } from './voice.js';

/** Something that happened to a login, as a line of a text tells it. Lines are counted from 0. */
export interface Event {
  readonly kind: 'worked' | 'answer' | 'client' | 'failing';
  readonly line: number;
  readonly run: number;
  readonly at?: string;
  /** The token URL that was named last, on this line or before it. */
  readonly url?: string;
  /** The user whom the line itself names. */
  readonly subject?: string;
  /** For `answer`: the words as they were pasted. */
  readonly error?: string;
  readonly description?: string;
  readonly id?: AnswerId;
  /** The HTTP status, where the client keeps nothing else. */
  readonly status?: number;
  /** Words of success that any service writes: they count beside a failure only. */
  readonly isPerhaps?: true;
  /** A page came in place of an answer. */
  readonly isPage?: true;
  /** For `client` and `failing`: the line, without secrets. */
  readonly text?: string;
  readonly client?: string;
  /** It was found in the address that a browser was sent to. */
  readonly isBrowser?: true;
  /** An answer of the API to a call with the token, by its code. */
  readonly isApi?: true;
  /** The differences that a person or a caption reports for this run. */
  readonly contrast?: Contrast;
  /** One of several texts of one call: a client that tries several hosts prints the intended attempt first. */
  readonly isSide?: true;
}

// A person says that another login works, or that this one works again.
const NO = "(?!.{0,300}\\b(?:not?|never|longer|neither|cannot|can't|doesn't|isn't|wasn't|until|used)\\b)";
const WORKS = new RegExp(`^${NO}.{0,200}\\b(?:works?|worked|succeeds?|succeeded|is fine)\\b`, 'i');
const WORKS_NOW = new RegExp(
  `^\\W{0,6}${NO}(?:now (?:it|the login) works\\b|since then (?:it|the login) works\\b|(?:it|the login) (?:now )?works (?:again|now)\\b)`,
  'i',
);
const TURN = /\b(?:but|while|whereas|however|yet)\b/i;
const USER = /\b(?:user(?:name)?|sub(?:ject)?|login)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([\w.+-]{1,80}@[\w.-]{3,120}\w)/i;
// The fields of a record stand above its texts, as one line of JSON.
const FIELDS = /^\{".*\}$/;
const RECORD = 3;
const SALESFORCE = /salesforce|sfdc|\bsfdx?\b|force\.com|services\/oauth2/i;
// Codes of the API are in capitals; those of the authorize page begin with OAUTH.
const API_CODE = /^(?!OAUTH_|ERROR)[A-Z]{3,}(?:_[A-Z0-9]+)+$/;
// Errors that every OAuth resource server gives.
const ANY_SERVICE = /^(?:invalid_token|insufficient_scope|access_denied|server_error|temporarily_unavailable)$/i;
const NEAR = 4;
// The body of an answer that carries a token; it counts where the request stands above it.
const TOKEN_BODY = /^\s*\{[^{}]{0,2000}\\?"access_token\\?"\s*:/;
const PAGE = /^\s*<(?:!doctype html|html)\b/i;
// A page begins within this many lines of the request.
const BELOW = 12;

function shown(line: string): string {
  return scrubText(line.trim()).slice(0, 500);
}

/** Whether the lines around an error are about another vendor. */
function isOfVendor(around: string): boolean {
  return !SALESFORCE.test(around) && (vendorOf(around) !== undefined || otherEndpointIn(around) !== undefined);
}

function around(lines: readonly string[], at: number): string {
  return lines
    .slice(Math.max(0, at - NEAR), at + 3)
    .map((line) => line.slice(0, 2000))
    .join('\n');
}

/** Whether an unknown error belongs to a Salesforce login, by the lines around it; `isLikely` where they say nothing. */
function isOurs(near: string, error: string, isLikely: boolean): boolean {
  if (isOfVendor(near)) return false;
  // An error that every service gives belongs to the address above it.
  const called = near.match(/https?:\/\/[^\s"'`<>]{4,200}/g)?.at(-1);
  if (ANY_SERVICE.test(error) && called !== undefined && !SALESFORCE.test(called)) return false;
  return ANY_SERVICE.test(error) ? /services\/oauth2\/|\.salesforce\.com|jwt-bearer/.test(near) : isLikely;
}

/** The events of a text, and whether it only talks about errors, as documentation, tests and changelogs do. */
interface Told {
  readonly events: Event[];
  readonly isTalk: boolean;
}

/**
 * The events of a text in the order of its lines. `raw` are the lines with the prefixes that `lines` have lost. Words of
 * success that any service writes count only beside a failure, which may stand elsewhere.
 */
export function eventsIn(lines: readonly string[], raw: readonly string[], isBesideFailure = false): Event[] {
  return readEvents(lines, raw, isBesideFailure).events;
}

/** As `eventsIn`, with what else the text is. */
export function readEvents(lines: readonly string[], raw: readonly string[], isBesideFailure = false): Told {
  let divided: Runs | undefined;
  // Most texts have no event, and the runs of a long one take their time.
  const runs = () => (divided ??= runsOf(lines, raw));
  const text = lines.join('\n');
  const tellsOfLogin = isLoginText(text);
  // A logger's name before a line is stripped from `lines`.
  const isAbout =
    SALESFORCE.test(text.slice(0, 200_000)) || raw.some((line, index) => index < 2000 && SALESFORCE.test(line));
  // A level such as ERROR is part of what a line says.
  const said = (index: number) => raw[index] ?? lines[index]!;
  const help = helpLines(lines);
  const expected = expectedLines(lines);
  const urls: (string | undefined)[] = [];
  for (const line of lines) urls.push((line.length < 20_000 ? TOKEN_URL.exec(line)?.[0] : undefined) ?? urls.at(-1));
  const place = (line: number) => {
    const { runOf, timeOf, contrastOf } = runs();
    return {
      line,
      run: runOf[line]!,
      ...(timeOf[line] !== undefined && { at: timeOf[line] }),
      ...(contrastOf[line] !== undefined && { contrast: contrastOf[line] }),
      ...(urls[line] !== undefined && { url: urls[line] }),
      ...subjectAt(line),
    };
  };
  /** The user that a line names, or the fields of the record of a log that it is part of. */
  const subjectAt = (line: number): Pick<Event, 'subject'> => {
    const fields = lines.slice(Math.max(0, line - RECORD), line).findLast((above) => FIELDS.test(above));
    const [, subject] = USER.exec(lines[line]!) ?? USER.exec(fields ?? '') ?? [];
    return subject === undefined ? {} : { subject };
  };
  const events: Event[] = [];
  const asides: Event[] = [];
  const quoted: Event[] = [];
  const { voiceOf, isRetold } = listenTo(lines, raw);
  /** The list that an event belongs to. */
  const listFor = (line: number, from: number, to: number): Event[] => {
    const voice = voiceOf(line, from, to);
    if (voice === 'quoted') return quoted;
    return voice === 'aside' || help.has(line) ? asides : events;
  };
  const covered = new Set<number>();

  const isKnownPage = (index: number) => matchClientError(lines.slice(index, index + BELOW).join('\n')) !== undefined;

  for (const { error, description, line, from, to } of membersIn(lines)) {
    const id = matchAnswer(error, description);
    if (error === 'INVALID_LOGIN') continue; // a SOAP login with a password
    const isApi = API_CODE.test(error);
    const near = around(lines, line);
    if (isOfVendor(near) && (description === undefined || matchAnswer(undefined, description) === undefined)) continue;
    if (id === undefined && !isApi && !isOurs(near, error, description !== undefined || isAbout)) continue;
    covered.add(line);
    // A description wrapped over the next line is not a second answer.
    if (description !== undefined && !lines[line]!.includes(description.slice(-12))) covered.add(line + 1);
    listFor(line, from, to).push({
      kind: 'answer',
      ...place(line),
      error,
      ...(description !== undefined && { description }),
      ...(id !== undefined && { id }),
      ...(/[?&#]error=/.test(lines[line]!) && { isBrowser: true as const }),
      ...(isApi && { isApi: true as const }),
    });
  }

  const isBelowUrl = (index: number) =>
    lines.slice(Math.max(0, index - BELOW), index).some((line) => line.length < 20_000 && TOKEN_URL.test(line));
  const hasWorked = (line: string, index: number) =>
    (TOKEN_BODY.test(line) && isBelowUrl(index)) ||
    (WORKS.test(line) && runs().contrastOf[index] !== undefined) ||
    WORKS_NOW.test(line) ||
    successIn(line, said(index)) !== undefined;
  const isRead = (line: string): boolean => line !== '' && line.length < 20_000;
  const isWorked = (line: string, index: number) =>
    isRead(line) &&
    !help.has(index) &&
    !expected.has(index) &&
    hasWorked(line, index) &&
    !isOfOtherCommand(lines, index);
  const isSure = (line: string, index: number) => successIn(line, said(index)) === 'sure';
  const worked = lines.findIndex((line, index) => isWorked(line, index) && isSure(line, index));
  const first = lines.findIndex(isWorked);
  lines.forEach((line, index) => {
    // What another reader has taken is empty here.
    if (line === '' || line.length > 20_000) return;
    const isWorking = isWorked(line, index);
    if (isWorking) {
      events.push({ kind: 'worked', ...place(index), ...(!isSure(line, index) && { isPerhaps: true as const }) });
      if (!TURN.test(line) || runs().contrastOf[index] === undefined) return;
    }
    // A page that stands below a token URL is its answer, unless a proxy or the platform is known to have made it.
    if (PAGE.test(line) && isBelowUrl(index) && !isKnownPage(index))
      return void events.push({ kind: 'answer', ...place(index), isPage: true });
    const mentions = covered.has(index) ? [] : mentionsIn(line);
    for (const { id, words, code, from, to } of mentions) {
      if (words === '' && isOfVendor(around(lines, index))) continue;
      const { contrast, ...placed } = place(index);
      const event: Event = {
        kind: 'answer',
        ...placed,
        // "On my laptop it works, but here I get …"
        ...(contrast !== undefined && !isWorking && { contrast }),
        id,
        ...(code !== undefined && { error: code }),
        ...(words !== '' && { description: words }),
      };
      listFor(index, from, to).push(event);
    }
    if (mentions.length > 0 || covered.has(index) || isWorking) return;
    const bare = bareCodeIn(line);
    if (bare !== undefined && isOurs(around(lines, index), bare, isAbout)) {
      const id = matchAnswer(bare, undefined);
      const isApi = API_CODE.test(bare);
      const from = line.indexOf(bare);
      return void listFor(index, from, from + bare.length).push({
        kind: 'answer',
        ...place(index),
        error: bare,
        ...(id !== undefined && { id }),
        ...(isApi && { isApi: true as const }),
      });
    }
    const error = matchClientError(line);
    const kept = error === undefined ? statusIn(line) : undefined;
    const isTold = kept !== undefined && kept.status < 300 && (expected.has(index) || !isPrinted(line, said(index)));
    if (kept !== undefined && !isTold && (kept.url !== undefined || isAbout))
      return void listFor(index, 0, line.length).push({
        kind: 'answer',
        ...place(index),
        ...(kept.url !== undefined && { url: kept.url }),
        status: kept.status,
      });
    if (
      error === undefined &&
      !isClientSentence(said(index)) &&
      (first === -1 || index <= first || !saysFailure(said(index)))
    )
      return;
    if (isRetold(index)) return;
    if (error !== undefined && (error.general !== true || tellsOfLogin) && !help.has(index))
      events.push({ kind: 'client', ...place(index), client: error.id, text: shown(line) });
    else if (isClientSentence(said(index)) || (first !== -1 && index > first && saysFailure(said(index))))
      events.push({ kind: 'failing', ...place(index), text: shown(line) });
  });
  // A log in which a login succeeded is no documentation: what stands after the success happened.
  const success = events.findLast(({ kind }) => kind === 'worked');
  if (success !== undefined)
    events.push(
      ...[...quoted, ...asides].filter(({ line }) => line > success.line && !isRetold(line) && !help.has(line)),
    );
  const told = events.some(({ kind }) => kind === 'answer' || kind === 'client');
  const inOrder = [...events, ...(told || worked !== -1 ? [] : asides)].sort((a, b) => a.line - b.line);
  // Without times, the words of a person tell what was first. A failure goes before no success that is not of the past, too.
  const isOfPast = ({ line, at }: Event) => at === undefined && runs().pastOf[line] === true;
  const isOver = inOrder.every((event) => event.kind !== 'worked' || isOfPast(event));
  const isFirst = (event: Event) => isOfPast(event) && (isOver || event.kind === 'worked');
  const found = settle([...inOrder.filter(isFirst), ...inOrder.filter((event) => !isFirst(event))]);
  if (
    !isBesideFailure &&
    found.some(({ isPerhaps }) => isPerhaps) &&
    found.every(({ kind }) => kind === 'worked' || kind === 'failing')
  )
    return { events: found.filter(({ isPerhaps }) => !isPerhaps && worked !== -1), isTalk: false };
  return { events: found, isTalk: quoted.length > 0 && found.length === 0 };
}

function isSame(a: Event, b: Event): boolean {
  return (
    a.kind === b.kind &&
    a.url === b.url &&
    a.subject === b.subject &&
    a.id === b.id &&
    (a.id !== undefined || a.description === b.description) &&
    a.client === b.client &&
    a.status === b.status &&
    a.isPage === b.isPage
  );
}

/** Of one run, what explains it: its answers, else the client's known error, else a line that says that it failed. */
function settle(events: readonly Event[]): Event[] {
  const runs = new Map<number, Event[]>();
  for (const event of events) runs.set(event.run, [...(runs.get(event.run) ?? []), event]);
  return [...runs.values()].flatMap((run) => {
    const lastSuccess = run.findLastIndex(({ kind }) => kind === 'worked');
    const before = ofCall(run.slice(0, lastSuccess === -1 ? undefined : lastSuccess));
    return lastSuccess === -1 ? before : [...before, run[lastSuccess]!, ...ofCall(run.slice(lastSuccess + 1))];
  });
}

function ofCall(run: readonly Event[]): Event[] {
  const given = run.filter(({ kind }) => kind === 'answer');
  const worded = given.filter(({ status }) => status === undefined);
  const known = run.filter(({ kind }) => kind === 'client');
  // A status alone tells less than the words of the same answer, or than the client's own.
  const answers = worded.length > 0 || known.length > 0 ? worded : given;
  const distinct = answers.filter((event, index) => answers.findIndex((other) => isSame(event, other)) === index);
  if (distinct.length > 0) {
    const isPrinted = distinct.every(({ error }) => error !== undefined);
    return distinct.map((event, index) => {
      const isLogin = !event.isApi && (event.id === undefined || answerOf(event.id).about === 'login');
      // The entries of a list stand on lines of their own, one below the other.
      const isEntry = index > 0 && event.line - distinct[index - 1]!.line <= 1;
      return isEntry && !isPrinted && isLogin ? { ...event, isSide: true } : event;
    });
  }
  return known.length > 0 ? known.slice(0, 1) : run.filter(({ kind }) => kind === 'failing').slice(-1);
}
