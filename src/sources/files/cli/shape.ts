import type { SourceFact } from '../../../facts/store.js';
import type { TokenAnswer } from '../../../facts/vocabulary.js';
import { matchClientError } from '../../../answers/client-errors.js';
import { TOKEN_PATH } from '../../../salesforce/grant.js';
import { matchAnswer } from '../../../answers/match-answer.js';

import { readStory } from '../error-text.js';
import { eventsIn } from '../events/events.js';
import { runsOf } from '../events/runs.js';
import { withoutRanges } from '../segments.js';
import { unwrap } from '../unwrap/index.js';
import type { Paste, Reading, Shape } from '../shape.js';
import { callIn } from './call.js';
import { cliCommands, isHiddenValue } from './command.js';
import { decodeList, type CliCall, type Place } from './decode.js';
import { listBlocks, listsIn, quotedEntries, type ListBlock, type ListEntry } from './list.js';

const IN_JSON = ['message', 'stack', 'cause'] as const;

function isEntry(text: string): boolean {
  return (
    matchAnswer(undefined, text) !== undefined ||
    matchClientError(text) !== undefined ||
    /^\s*<(?:!doc|html)/i.test(text)
  );
}

/** The answer in one entry; undefined when it isn't from an endpoint. */
function answerOf({ text }: ListEntry): Partial<TokenAnswer> | undefined {
  // The CLI prints the description only.
  if (matchAnswer(undefined, text) !== undefined) return { description: text };
  if (text === '') return { bodyKind: 'empty' };
  if (/^\s*<(?:!doctype|html)/i.test(text)) return { bodyKind: 'html' };
  const error = matchClientError(text);
  if (error?.concerns === 'network') return { problem: 'network' };
  return error === undefined && !/^[\w$]*(?:Error|Exception)\b/.test(text) ? { description: text } : undefined;
}

function toAnswer(entry: ListEntry, place: Place | undefined, isMeant: boolean): TokenAnswer[] {
  const answer = answerOf(entry);
  if (answer === undefined) return [];
  return [
    {
      url: place?.login === undefined ? '' : `${place.login}${TOKEN_PATH}`,
      ...(place?.audience !== undefined && { audience: place.audience }),
      ...answer,
      client: 'sf-cli',
      intended: isMeant,
    },
  ];
}

/** The texts that may hold the list: the paste, or the strings in its JSON. */
function textsOf({ text, json }: Paste): string[] {
  const record = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  const told = IN_JSON.flatMap((name) => (typeof record?.[name] === 'string' ? record[name] : []));
  return told.length > 0 ? told : [text];
}

function listOf(paste: Paste): { lines: readonly string[]; entries: ListEntry[] } | undefined {
  for (const text of textsOf(paste)) {
    // A text was unwrapped already; the strings of a document were not.
    const lines = paste.json === undefined ? text.split('\n') : unwrap(text).lines;
    const entries = listsIn(lines.join('\n'), isEntry).at(-1);
    if (entries?.some((entry) => answerOf(entry) !== undefined)) return { lines, entries };
  }
  return undefined;
}

/** A single quoted line of a list: an attempt, but perhaps not the intended one. */
function readQuoted(entries: readonly ListEntry[], name: string): Reading {
  const { places } = decodeList(entries, {});
  const source = `${name}, a line of the list of attempts`;
  const client: SourceFact = { name: 'client.name', value: 'sf-cli', source: name };
  const answers = entries.flatMap((entry, index) =>
    places[index]!.isArtefact ? [] : toAnswer(entry, places[index], false),
  );
  if (answers.length > 0) return { facts: [client, { name: 'token.answers', value: answers, source }] };
  // The intended attempt failed, too; its words are missing.
  const unseen: SourceFact = { name: 'token.answers', value: [{ url: '', client: 'sf-cli', intended: true }], source };
  const detail =
    'the line is about an attempt that the Salesforce CLI makes by itself; paste the whole list below "Errors encountered:"';
  return { facts: [client, unseen, { name: 'client.error', unknown: 'absent-in-reply', source, detail }] };
}

/** The answers of a list in order, and the request of the intended attempt. */
function readList(call: CliCall, entries: readonly ListEntry[], name: string): ListReading {
  const source = `${name}, the list of attempts`;
  const { places } = decodeList(entries, call);
  const answers = entries.flatMap((entry, index) => toAnswer(entry, places[index], index === 0));
  const facts: SourceFact[] = [{ name: 'client.name', value: 'sf-cli', source: name }];
  const meant = answers.find(({ intended }) => intended);
  if (meant !== undefined && meant.url !== '') facts.push({ name: 'request.url', value: meant.url, source });
  if (meant?.audience !== undefined) facts.push({ name: 'assertion.audience', value: meant.audience, source });
  return { facts, answers };
}

interface ListReading {
  readonly facts: SourceFact[];
  readonly answers: readonly TokenAnswer[];
}

/** A list in JSON, or in one text without others beside it. */
function readAlone(lines: readonly string[], entries: readonly ListEntry[], name: string): Reading {
  const { facts, answers } = readList(callIn(lines), entries, name);
  return {
    facts: [
      facts[0]!,
      { name: 'token.answers', value: [...answers], source: `${name}, the list of attempts` },
      ...facts.slice(1),
    ],
  };
}

/** The line that stands for an earlier list: what the intended attempt was told. */
function inOneLine({ entries }: ListBlock): string {
  const [first] = entries;
  return first === undefined || first.text === '' ? 'Error: the login failed' : `Error: ${first.text.split('\n')[0]}`;
}

/** Several runs in one text: the last list is explained, and what came before and after it keeps its place. */
function readRuns(paste: Paste, lines: readonly string[], blocks: readonly ListBlock[]): Reading {
  const raw = (paste.raw ?? paste.text).split('\n');
  const { contrastOf, timeOf } = runsOf(lines, raw);
  const isOwn = ({ from }: ListBlock) => contrastOf[from] === undefined;
  const meant = blocks.findLast(isOwn) ?? blocks.at(-1)!;
  const call = callIn(lines.slice(0, meant.from + 1));
  const { facts, answers } = readList(call, meant.entries, paste.name);
  const rest = withoutRanges(lines, blocks);
  for (const block of blocks)
    if (block !== meant && !isRepeated(block, blocks, lines, contrastOf)) rest[block.from] = inOneLine(block);
  const command = cliCommands(lines.slice(0, meant.from + 1)).at(-1);
  const at = timeOf[meant.from];
  // Among the runs of a story, only the side attempts of a list are marked.
  const told = answers.map(({ intended, ...answer }) => ({
    ...answer,
    ...(intended === false && { intended }),
    ...(command?.username !== undefined && !isHiddenValue(command.username) && { subject: command.username }),
    ...(command?.clientId !== undefined && !isHiddenValue(command.clientId) && { consumerKey: command.clientId }),
    ...(at !== undefined && { at }),
  }));
  const story = readStory(
    rest,
    raw.map((line, index) => (rest[index] === '' ? '' : line)),
    paste.name,
    { line: meant.from, answers: told },
  );
  return { ...story, facts: [...facts, ...story.facts.filter(({ name }) => name !== 'request.grantType')] };
}

/** `--dev-debug` prints the same list again, among lines of its log: no other command and no caption stands between. */
function isRepeated(
  block: ListBlock,
  blocks: readonly ListBlock[],
  lines: readonly string[],
  contrastOf: readonly (string | undefined)[],
): boolean {
  const next = blocks[blocks.indexOf(block) + 1];
  return (
    next !== undefined &&
    contrastOf[next.from] === contrastOf[block.from] &&
    JSON.stringify(next.entries) === JSON.stringify(block.entries) &&
    cliCommands(lines.slice(block.to, next.from)).length === 0
  );
}

/**
 * Output of the Salesforce CLI after a failed JWT login. The CLI tries several (host, audience) pairs and prints one line
 * for each. The first line is the intended attempt.
 */
export const sfCli: Shape = {
  id: 'sf-cli',
  title: 'the list of errors of the Salesforce CLI',
  recognises: (paste) =>
    listOf(paste) !== undefined || (paste.json === undefined && quotedEntries(paste.text).length > 0),
  read(paste): Reading {
    const lines = paste.json === undefined ? paste.text.split('\n') : [];
    const blocks = listBlocks(lines, isEntry);
    const others =
      blocks.length > 0 ? eventsIn(withoutRanges(lines, blocks), (paste.raw ?? paste.text).split('\n')) : [];
    if (blocks.length > 1 || others.some(({ kind }) => kind !== 'failing')) return readRuns(paste, lines, blocks);
    const found = listOf(paste);
    if (found === undefined) return readQuoted(quotedEntries(paste.text), paste.name);
    return readAlone(found.lines, found.entries, paste.name);
  },
};
