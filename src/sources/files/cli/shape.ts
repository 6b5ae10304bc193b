import type { SourceFact } from '../../../facts/store.js';
import type { TokenAnswer } from '../../../facts/vocabulary.js';
import { matchClientError } from '../../../answers/client-errors.js';
import { TOKEN_PATH } from '../../../salesforce/grant.js';
import { matchAnswer } from '../../../answers/match-answer.js';

import { errorText } from '../error-text.js';
import { unwrap } from '../unwrap/index.js';
import type { Paste, Reading, Shape } from '../shape.js';
import { callIn } from './call.js';
import { decodeList, type Place } from './decode.js';
import { listsIn, quotedEntries, type ListEntry } from './list.js';

const WORKED = /Successfully authorized \S+ with org ID/;
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
function readList(lines: readonly string[], entries: readonly ListEntry[], name: string): SourceFact[] {
  const source = `${name}, the list of attempts`;
  const { places } = decodeList(entries, callIn(lines));
  const answers = entries.flatMap((entry, index) => toAnswer(entry, places[index], index === 0));
  const facts: SourceFact[] = [
    { name: 'client.name', value: 'sf-cli', source: name },
    { name: 'token.answers', value: answers, source },
  ];
  const meant = answers.find(({ intended }) => intended);
  if (meant !== undefined && meant.url !== '') facts.push({ name: 'request.url', value: meant.url, source });
  if (meant?.audience !== undefined) facts.push({ name: 'assertion.audience', value: meant.audience, source });
  return facts;
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
  async read(paste): Promise<Reading> {
    const found = listOf(paste);
    if (found === undefined) return readQuoted(quotedEntries(paste.text), paste.name);
    const { lines, entries } = found;
    const text = lines.join('\n');
    const isLater = text.slice(text.indexOf('Errors encountered:')).search(WORKED) !== -1;
    return isLater ? errorText.read({ name: paste.name, text }) : { facts: readList(lines, entries, paste.name) };
  },
};
