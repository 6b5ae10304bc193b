import { countsIn, matchClientError } from '../../../answers/client-errors.js';
import { answerOf, type AnswerId } from '../../../answers/index.js';
import { matchAnswer } from '../../../answers/match-answer.js';
import { scrubText } from '../../../redaction/scrub.js';
import { isClientSentence, saysFailure } from './failing.js';
import { membersIn } from './members.js';
import { helpLines, mentionsIn } from './mentions.js';
import { runsOf } from './runs.js';

/** Something that happened to a login, as a line of a text tells it. Lines are counted from 0. */
export interface Event {
  readonly kind: 'worked' | 'answer' | 'client' | 'failing';
  readonly line: number;
  readonly run: number;
  readonly at?: string;
  /** For `answer`: the words as they were pasted. */
  readonly error?: string;
  readonly description?: string;
  readonly id?: AnswerId;
  /** For `client` and `failing`: the line, without secrets. */
  readonly text?: string;
  readonly client?: string;
  /** One of several texts of one call: a client that tries several hosts prints the intended attempt first. */
  readonly isSide?: true;
}

const WORKED =
  /Successfully authorized \S+ with org ID \S+|\b(?:access[_ ]token (?:received|obtained|issued|acquired)|JWT (?:login|auth\w*) (?:succeeded|successful|ok))\b/i;
const SALESFORCE = /salesforce|sfdc|\bsfdx?\b|force\.com|services\/oauth2/i;
const VENDOR_URL =
  /https:\/\/(?:login\.microsoftonline\.com|oauth2\.googleapis\.com|accounts\.google\.com|[\w.-]{1,80}\.(?:okta|auth0|amazoncognito)\.com)\//;
// Errors that every OAuth resource server gives.
const ANY_SERVICE = /^(?:invalid_token|insufficient_scope|access_denied|server_error|temporarily_unavailable)$/i;
const NEAR = 4;

function shown(line: string): string {
  return scrubText(line.trim()).slice(0, 500);
}

/** Whether an unknown error belongs to a Salesforce login, by the lines around it. */
function isOurs(lines: readonly string[], at: number, error: string, hasWords: boolean): boolean {
  const around = lines.slice(Math.max(0, at - NEAR), at + 2).join('\n');
  if (VENDOR_URL.test(around) && !SALESFORCE.test(around)) return false;
  return ANY_SERVICE.test(error) ? /services\/oauth2\/|\.salesforce\.com|jwt-bearer/.test(around) : hasWords || SALESFORCE.test(lines.join('\n').slice(0, 200_000));
}

/** The events of a text in the order of its lines. `raw` are the lines with the prefixes that `lines` have lost. */
export function eventsIn(lines: readonly string[], raw: readonly string[]): Event[] {
  const { runOf, timeOf } = runsOf(lines, raw);
  const text = lines.join('\n');
  const help = helpLines(lines);
  const place = (line: number) => ({ line, run: runOf[line]!, ...(timeOf[line] !== undefined && { at: timeOf[line] }) });
  const events: Event[] = [];
  const asides: Event[] = [];
  const covered = new Set<number>();

  for (const { error, description, line } of membersIn(lines)) {
    const id = matchAnswer(error, description);
    if (id === undefined && !isOurs(lines, line, error, description !== undefined)) continue;
    covered.add(line);
    // A description wrapped over the next line is not a second answer.
    if (description !== undefined && !lines[line]!.includes(description.slice(-12))) covered.add(line + 1);
    const isAside = help.has(line) || /^\s*(?:\/\/|#\s|\*\s)/.test(lines[line]!);
    (isAside ? asides : events).push({
      kind: 'answer',
      ...place(line),
      error,
      ...(description !== undefined && { description }),
      ...(id !== undefined && { id }),
    });
  }

  const worked = lines.findIndex((line) => line.length < 20_000 && WORKED.test(line));
  lines.forEach((line, index) => {
    if (line.length > 20_000) return;
    if (WORKED.test(line) && !help.has(index)) return void events.push({ kind: 'worked', ...place(index) });
    const mentions = covered.has(index) ? [] : mentionsIn(line);
    for (const { id, words, code, isAside } of mentions) {
      const event: Event = {
        kind: 'answer',
        ...place(index),
        id,
        ...(code !== undefined && { error: code }),
        ...(words !== '' && { description: words }),
      };
      (isAside || help.has(index) ? asides : events).push(event);
    }
    if (mentions.length > 0 || covered.has(index)) return;
    const error = matchClientError(line);
    if (error !== undefined && countsIn(error, text) && !help.has(index))
      events.push({ kind: 'client', ...place(index), client: error.id, text: shown(line) });
    else if (isClientSentence(line) || (worked !== -1 && index > worked && saysFailure(line)))
      events.push({ kind: 'failing', ...place(index), text: shown(line) });
  });
  const told = events.some(({ kind }) => kind === 'answer' || kind === 'client');
  return settle([...events, ...(told || worked !== -1 ? [] : asides)].sort((a, b) => a.line - b.line));
}

function isSame(a: Event, b: Event): boolean {
  return a.kind === b.kind && a.id === b.id && (a.id !== undefined || a.description === b.description) && a.client === b.client;
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
  const answers = run.filter(({ kind }) => kind === 'answer');
  const distinct = answers.filter((event, index) => answers.findIndex((other) => isSame(event, other)) === index);
  if (distinct.length > 0) {
    const isPrinted = distinct.every(({ error }) => error !== undefined);
    return distinct.map((event, index) => {
      const isLogin = event.id === undefined || answerOf(event.id).about === 'login';
      return index > 0 && !isPrinted && isLogin ? { ...event, isSide: true } : event;
    });
  }
  const known = run.filter(({ kind }) => kind === 'client');
  return known.length > 0 ? known.slice(0, 1) : run.filter(({ kind }) => kind === 'failing').slice(-1);
}
