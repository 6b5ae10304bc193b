import { UNRELATED } from '../../answers/client-errors.js';
import { answerOf } from '../../answers/index.js';
import type { SourceFact } from '../../facts/store.js';
import type { FactValue, TokenAnswer } from '../../facts/vocabulary.js';
import { TOKEN_PATH } from '../../salesforce/grant.js';
import { hostFacts } from '../../salesforce/hosts.js';
import { EVENT_FACTS } from '../../story/happenings.js';
import { cliCommands, isHiddenValue } from './cli/command.js';
import { eventsIn, readEvents, type Event } from './events/events.js';
import { saysFailure } from './events/failing.js';
import { answersIn } from './events/mentions.js';
import { listenTo } from './events/voice.js';
import { scrubText } from '../../redaction/scrub.js';
import { flowIn, otherEndpointIn, remainsOf, TOKEN_URL } from './remains.js';
import type { Reading, Shape } from './shape.js';

export { answersIn };

// Token endpoints of other vendors, whose errors have the same codes.
const OTHER_VENDOR =
  /https:\/\/(?:login\.microsoftonline\.com|oauth2\.googleapis\.com|accounts\.google\.com|[\w-]{1,63}\.(?:okta|auth0)\.com)\/[^\s"'<>]*/;

const MOST_LOOKED_AT = 200_000;

function vendorUrlIn(text: string): string | undefined {
  return OTHER_VENDOR.exec(text)?.[0] ?? otherEndpointIn(text.slice(0, MOST_LOOKED_AT));
}

/** The request behind an event, as far as the lines around it tell: the last login command or token URL before it. */
interface Asked {
  readonly url: string;
  readonly subject?: string;
  readonly consumerKey?: string;
}

type Placer = (event: Event) => Asked;

function plain(value: string | undefined): string | undefined {
  return value === undefined || isHiddenValue(value) ? undefined : value;
}

/** Finds the request of each event: its own run first, then the only one in the text. */
function placer(lines: readonly string[], runs: readonly Event[]): Placer {
  const urls = lines.flatMap((line, index) => {
    const url = line.length < 20_000 ? TOKEN_URL.exec(line)?.[0] : undefined;
    return url === undefined ? [] : [{ line: index, url }];
  });
  const commands = cliCommands(lines);
  const distinct = new Set(urls.map(({ url }) => url));
  return (event) => {
    const { line } = event;
    const earlier = runs.filter((other) => other.line < line).at(-1)?.line ?? -1;
    const command = commands.findLast((one) => one.line - 1 <= line);
    const near =
      urls.findLast((one) => one.line <= line && one.line > earlier) ?? urls.find((one) => one.line === line + 1);
    const asked = plain(command?.loginUrl);
    const origin = asked === undefined ? undefined : hostFacts(asked)?.origin;
    const subject = event.subject ?? plain(command?.username);
    const consumerKey = plain(command?.clientId);
    return {
      url: near?.url ?? (origin !== undefined ? `${origin}${TOKEN_PATH}` : distinct.size === 1 ? urls[0]!.url : ''),
      ...(subject !== undefined && { subject }),
      ...(consumerKey !== undefined && { consumerKey }),
    };
  };
}

function factOf(event: Event, asked: Asked, order: number | undefined, source: string): SourceFact {
  const place = { ...(event.at !== undefined && { at: event.at }), ...(order !== undefined && { order }) };
  if (event.kind === 'worked')
    return { name: 'token.answers', value: [{ ...asked, status: 200, token: true, ...place }], source };
  if (event.kind !== 'answer') {
    const kind = event.kind === 'failing' ? UNRELATED : event.client!;
    return { name: 'client.error', value: { kind, text: event.text!, ...place }, source };
  }
  const { error, description } = event;
  const about = event.isApi ? 'api' : event.id === undefined ? 'login' : answerOf(event.id).about;
  // The token endpoint gives some answers of the authorize page as well: its URL stands before them.
  if (about === 'authorize' && (event.url === undefined || event.isBrowser))
    return {
      name: 'authorize.answer',
      value: { ...(error !== undefined && { error }), ...(description !== undefined && { description }), ...place },
      source,
    };
  if (about === 'api')
    return {
      name: 'api.answers',
      value: [
        {
          ...(error !== undefined && { errorCode: error }),
          ...(description !== undefined && { message: description }),
          ...place,
        },
      ],
      source,
    };
  const answer: TokenAnswer = {
    ...asked,
    ...(error !== undefined && { error }),
    ...(description !== undefined && { description }),
    ...(event.status !== undefined && { status: event.status }),
    ...place,
    ...(event.isPage && { bodyKind: 'html' as const }),
    ...(event.isSide && { intended: false }),
  };
  return { name: 'token.answers', value: [answer], source };
}

/** The place of an event in the story: the texts of one call share the place of the first. */
function orderOf(event: Event, events: readonly Event[]): number {
  const index = events.indexOf(event);
  return (
    1 +
    (event.isSide
      ? Math.max(
          0,
          events.slice(0, index).findLastIndex(({ isSide }) => !isSide),
        )
      : index)
  );
}

/** A fact that can have one value only says the last of the events. */
function once(facts: readonly SourceFact[]): SourceFact[] {
  return facts.filter(
    ({ name }, index) =>
      (name !== 'client.error' && name !== 'authorize.answer') ||
      facts.findLastIndex((other) => other.name === name) === index,
  );
}

/** The last line by which some program says that it failed: it names no cause, and it is no success. */
function lastFailure(raw: readonly string[], lines: readonly string[], name: string): SourceFact[] {
  // A level before the line, such as ERROR, is part of what it says.
  const { isRetold } = listenTo(lines, raw);
  const index = raw.findLastIndex((line, at) => saysFailure(line) && !isRetold(at));
  if (index === -1) return [];
  const text = scrubText(lines[index]!.trim()).slice(0, 500);
  return [{ name: 'client.error', value: { kind: UNRELATED, text }, source: `${name}, line ${index + 1}` }];
}

/** The answers of a list that a client prints as a whole, at a line counted from 0. */
export interface ToldList {
  readonly line: number;
  readonly answers: readonly TokenAnswer[];
}

type Control = FactValue<'controls'>[number];

/** Of the runs with one difference, what the last one came to: a token that the API refuses is no success. */
export function lastOfEach(controls: readonly (SourceFact & { value: Control[] })[]): SourceFact[] {
  return controls.filter(
    ({ value: [one] }, index) => controls.findLastIndex(({ value: [other] }) => other!.what === one!.what) === index,
  );
}

/** The contrasts of a text as controls: another login, whether it works, and the words with which it fails. */
function controlsOf(events: readonly Event[], name: string): SourceFact[] {
  return lastOfEach(
    events.flatMap(({ contrast, kind, line, error, description, at, isSide }) => {
      if (contrast === undefined || isSide) return [];
      const words = { ...(error !== undefined && { error }), ...(description !== undefined && { description }) };
      const control: Control = { what: contrast, works: kind === 'worked', ...words, ...(at !== undefined && { at }) };
      return [{ name: 'controls' as const, value: [control], source: `${name}, line ${line + 1}` }];
    }),
  );
}

/** The events of the login in question: all but those of a login that a caption sets apart. */
function ownEvents(events: readonly Event[], hasList: boolean): readonly Event[] {
  const own = events.filter(({ contrast }) => contrast === undefined);
  return own.length > 0 || hasList ? own : events;
}

/** The story that the lines of a text tell; a list of answers has its place between the other events. */
export function readStory(
  lines: readonly string[],
  raw: readonly string[],
  name: string,
  list?: ToldList,
  // The login in question is told elsewhere in the text.
  isBeside = list !== undefined,
  events: readonly Event[] = eventsIn(lines, raw, isBeside),
): Reading {
  const place = placer(lines, events);
  const own = ownEvents(events, isBeside);
  const isStory = own.length + (list === undefined ? 0 : 1) > 1;
  const before = list === undefined ? 0 : own.filter(({ line }) => line < list.line).length;
  const placeIn = (event: Event): number => {
    const order = orderOf(event, own);
    return list !== undefined && event.line > list.line ? order + 1 : order;
  };
  const told = own.map((event) =>
    factOf(event, place(event), isStory ? placeIn(event) : undefined, `${name}, line ${event.line + 1}`),
  );
  const answers = list?.answers.map((answer) => (isStory ? { ...answer, order: before + 1 } : answer));
  const facts = once([
    ...told.slice(0, before),
    ...(answers === undefined
      ? []
      : [{ name: 'token.answers' as const, value: answers, source: `${name}, the list of attempts` }]),
    ...told.slice(before),
  ]);
  const flow = flowIn(lines.join('\n'));
  const last = own.findLast(({ isSide }) => !isSide);
  const url = list === undefined && last !== undefined ? place(last).url : '';
  return {
    facts: [
      ...(url === '' ? [] : [{ name: 'request.url' as const, value: url, source: name }]),
      ...(flow === undefined ? [] : [{ name: 'request.grantType' as const, value: flow, source: name }]),
      ...facts,
      ...(own === events ? [] : controlsOf(events, name)),
    ],
    // Later words about the client's call are about another login.
    explained: Math.max(last?.line ?? 0, list?.line ?? 0) + 1,
  };
}

function read(text: string, name: string, raw: string): Reading {
  const lines = text.split('\n');
  const { events, isTalk } = readEvents(lines, raw.split('\n'));
  if (isTalk) return { facts: [], isTalk };
  // A line that only says that something failed tells less than another flow, a bare status or another vendor.
  const remains = events.every(({ kind }) => kind === 'failing') ? remainsOf(text, name) : [];
  if (remains.length > 0 && events.length > 0) return { facts: remains };
  if (events.length === 0) {
    const vendor = vendorUrlIn(text);
    if (vendor !== undefined) return { facts: [{ name: 'request.url', value: vendor.split('?')[0]!, source: name }] };
    const left = remainsOf(text, name);
    return { facts: left.length > 0 ? left : lastFailure(raw.split('\n'), lines, name) };
  }
  return readStory(lines, raw.split('\n'), name, undefined, false, events);
}

/** The failures that lines after a login tell of: known ones, else the last line by which something says that it failed. */
export function failuresIn(lines: readonly string[], raw: readonly string[], name: string): SourceFact[] {
  const { facts } =
    eventsIn(lines, raw).length > 0 ? readStory(lines, raw, name) : { facts: lastFailure(raw, lines, name) };
  return facts.filter((fact) => EVENT_FACTS.includes(fact.name));
}

/** True for events, and for talk about errors: its settings must not be taken for those of a login. */
function tellsSomething(lines: readonly string[], raw: readonly string[]): boolean {
  const { events, isTalk } = readEvents(lines, raw);
  return isTalk || events.length > 0;
}

/** Plain text with a known error: a line of a log, or a client's output. */
export const errorText: Shape = {
  id: 'error-text',
  title: 'a text with a known error in it',
  recognises: ({ text, json, raw }) =>
    json === undefined &&
    (vendorUrlIn(text) !== undefined ||
      (raw ?? text).split('\n').some(saysFailure) ||
      tellsSomething(text.split('\n'), raw?.split('\n') ?? []) ||
      remainsOf(text, '').length > 0),
  read: ({ text, name, raw }) => read(text, name, raw ?? text),
};
