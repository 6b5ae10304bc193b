import { isToken, meantAnswer } from '../../facts/answers.js';
import { defined } from '../../facts/defined.js';
import { InputError } from '../../facts/input-error.js';
import type { FactName } from '../../facts/names.js';
import type { SourceFact } from '../../facts/store.js';
import { UNRELATED } from '../../answers/client-errors.js';
import { clientOf } from '../../answers/clients.js';
import type { Contrast } from '../../salesforce/contrasts.js';
import { EVENT_FACTS } from '../../story/happenings.js';
import { apiErrors } from './api-errors.js';
import { auditCsv } from './audit-csv.js';
import { bareAssertion } from './bare-assertion.js';
import { browserFacts } from './browser-urls.js';
import { claimFacts, claims } from './claims.js';
import { authFile } from './cli/auth-file.js';
import { cliFacts } from './cli/call.js';
import { guarded, isOf, readAs } from './guarded.js';
import { errorText, readStory } from './error-text.js';
import { eventsIn } from './events/events.js';
import { isCaption, runsOf } from './events/runs.js';
import { evidenceFile } from './evidence-file.js';
import { joinReadings } from './join.js';
import { har } from './har.js';
import { httpTranscript } from './http-transcript.js';
import { loginHistoryCsv } from './login-history-csv.js';
import { metadata } from './metadata/shape.js';
import { oauthAnswer } from './oauth-answer.js';
import { PasteError } from './paste-error.js';
import { certificate, pastedKey } from './pem.js';
import { postman } from './postman.js';
import { queryTables } from './query-tables.js';
import { queryRecords } from './query-records.js';
import { textOfRange, withoutRanges, type Part, type Range } from './segments.js';
import { documentRanges } from './documents.js';
import { inSequence } from './story-order.js';
import { labelledFacts } from './labelled.js';
import { setupFacts, statedChanges } from './setup-words.js';
import { sfCli } from './cli/shape.js';
import type { OfLogin, Paste, Reading, Shape } from './shape.js';
import type { Written } from './written/shape.js';
import { withTrueLines } from './intake/true-lines.js';
import { unwrap, unwrapLines, type Lined } from './unwrap/index.js';
import { recordsOfDocument } from './unwrap/records.js';

export { joinReadings } from './join.js';
export { PasteError } from './paste-error.js';

/** Shapes of a whole paste. The first one that recognises it reads it. */
const WHOLE: readonly Shape[] = [
  evidenceFile,
  har,
  postman,
  queryRecords,
  oauthAnswer,
  apiErrors,
  authFile,
  claims,
  bareAssertion,
];

/** Shapes that may occur between other texts. */
const PARTS: readonly Part[] = [queryTables, metadata, loginHistoryCsv, auditCsv];
const KEYS: readonly Part[] = [certificate, pastedKey];

/** Shapes of the rest of a paste. The first one that recognises it reads it. */
const TEXTS: readonly Shape[] = [sfCli, httpTranscript];

/** Every shape, in the order in which they are tried. */
export const SHAPES: readonly Shape[] = [...WHOLE, ...PARTS, ...KEYS, ...TEXTS, errorText];

function parseJson(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pasteOf(name: string, text: string): Paste {
  const json = parseJson(text);
  return { name, text, ...(json !== undefined && { json }) };
}

interface Parts {
  readonly readings: Reading[];
  readonly rest: string[];
}

async function readParts(parts: readonly Part[], lines: readonly string[], name: string): Promise<Parts> {
  const readings: Reading[] = [];
  let rest = [...lines];
  for (const part of parts) {
    const ranges = part.find(rest).slice(0, MOST_PARTS);
    for (const range of ranges) readings.push(await readAs(part, { name, text: textOfRange(rest, range) }));
    rest = withoutRanges(rest, ranges);
  }
  return { readings, rest };
}

const MOST_PARTS = 200;

/** JSON documents between other texts, each as a paste of its own. */
async function readDocuments(lines: readonly string[], raw: readonly string[], name: string): Promise<Parts> {
  const readings: Reading[] = [];
  const ranges: Range[] = [];
  for (const range of documentRanges(lines)) {
    const paste = pasteOf(`${name}, line ${range.from + 1}`, lines.slice(range.from, range.to).join('\n'));
    const shape = [...WHOLE, sfCli].find((candidate) => isOf(candidate, paste));
    // A bare answer is read together with its surroundings: the request before it, or the words of a log.
    if (shape === undefined || shape === oauthAnswer) continue;
    readings.push(await readAs(shape, paste));
    ranges.push(range);
  }
  const rest = withoutRanges(lines, ranges);
  const { timeOf } = ranges.length > 0 ? runsOf(rest, raw) : { timeOf: [] };
  return {
    readings: inSequence(
      beside(
        readings.map((reading, index) => at(timeOf[ranges[index]!.from], reading)),
        ranges,
        rest,
        raw,
        name,
      ),
    ),
    rest,
  };
}

/** A document with the time that the log shows at its first line. */
function at(time: string | undefined, reading: Reading): Reading {
  if (time === undefined) return reading;
  const timed = <T extends { readonly at?: string }>(item: T): T => ({ at: time, ...item });
  return {
    ...reading,
    facts: reading.facts.map((fact) =>
      (fact.name === 'token.answers' || fact.name === 'api.answers') && 'value' in fact
        ? ({ ...fact, value: (fact.value as { readonly at?: string }[]).map(timed) } as SourceFact)
        : fact,
    ),
  };
}

/** Documents in the order of the lines, with what the text between them tells of a login. */
function beside(
  documents: readonly Reading[],
  ranges: readonly Range[],
  rest: readonly string[],
  raw: readonly string[],
  name: string,
): Reading[] {
  const telling = documents.filter((reading) => tells([reading], 'token.answers', 'api.answers'));
  const hasOthers = () => telling.length > 1 || eventsIn(rest, raw, true).some(({ kind }) => kind !== 'failing');
  if (telling.length === 0 || !hasOthers()) return [...documents];
  const { contrastOf } = runsOf(rest, raw);
  const hasOwn = ranges.some(
    ({ from }, index) => contrastOf[from] === undefined && telling.includes(documents[index]!),
  );
  const between = (from: number, to: number): Reading => {
    const only = (all: readonly string[]) =>
      rest.map((line, index) => (line !== '' && (index >= from || isCaption(line)) && index < to ? all[index]! : ''));
    const { facts } = readStory(only(rest), only(raw), name, undefined, hasOwn);
    return { facts: facts.filter((fact) => EVENT_FACTS.includes(fact.name) || fact.name === 'controls') };
  };
  const told = documents.map((reading, index) => {
    const contrast = contrastOf[ranges[index]!.from];
    if (contrast !== undefined && hasOwn) return asControl(reading, contrast);
    return telling.includes(reading) && reading !== telling.at(-1) ? onlyEvents(reading) : reading;
  });
  return [
    ...told.flatMap((reading, index) => [between(ranges[index - 1]?.to ?? 0, ranges[index]!.from), reading]),
    between(ranges.at(-1)!.to, rest.length),
  ];
}

/** An earlier login than the last one: its names and hosts may have been others. */
function onlyEvents(reading: Reading): Reading {
  return {
    ...reading,
    facts: reading.facts.filter(({ name }) => EVENT_FACTS.includes(name) || name === 'client.name'),
  };
}

/** A document about another login than the one in question, as that login's outcome. */
function asControl({ facts }: Reading, what: Contrast): Reading {
  return {
    facts: facts.flatMap((fact): SourceFact[] => {
      const answer = fact.name === 'token.answers' && 'value' in fact ? meantAnswer(fact.value) : undefined;
      if (answer === undefined) return [];
      const { error, description, at } = answer;
      return [
        {
          name: 'controls',
          value: [defined({ what, works: isToken(answer), error, description, at })],
          source: fact.source,
        },
      ];
    }),
  };
}

function tells(readings: readonly Reading[], ...names: readonly FactName[]): boolean {
  return readings.some(({ facts }) => facts.some(({ name }) => names.includes(name)));
}

/** Facts from the words around the evidence, used only when no better source gives them. */
function readContext(
  lines: readonly string[],
  name: string,
  readings: readonly Reading[],
  until?: number,
): SourceFact[] {
  const text = lines.join('\n');
  const before = cliFacts(lines.slice(0, until), name);
  const call = before.some((fact) => fact.name === 'client.command') ? before : cliFacts(lines, name);
  const client = tells(readings, 'client.name') || call.some((fact) => fact.name === 'client.name');
  const named = client ? undefined : clientOf(text.slice(0, MOST_CONTEXT));
  const found = [
    ...call,
    ...(tells(readings, 'assertion.issuer', 'assertion.subject') ? [] : claimFacts(text, name)),
    ...browserFacts(lines, name),
    ...(call.some((fact) => fact.name === 'request.url') ? [] : labelledFacts(lines, name)),
    ...setupFacts(lines, name),
    ...statedChanges(lines, name),
    ...(named === undefined ? [] : [{ name: 'client.name' as const, value: named, source: name }]),
  ];
  return found.filter((fact) => !ONCE.has(fact.name) || !tells(readings, fact.name));
}

const MOST_CONTEXT = 2_000_000;
// A recorded request is a better source for these than the words around it.
const ONCE: ReadonlySet<FactName> = new Set<FactName>([
  'request.url',
  'client.name',
  'assertion.audience',
  'authorize.answer',
]);

async function readText({ lines, raw }: Lined, name: string): Promise<Reading[]> {
  const { readings, rest: without } = await readParts(PARTS, lines, name);
  const isExchange = isOf(httpTranscript, { name, text: without.join('\n') });
  // A document inside an exchange is its body, and a key there was sent, so neither is read on its own.
  const documents = isExchange ? { readings: [], rest: without } : await readDocuments(without, raw, name);
  const keys = isExchange ? documents : await readParts(KEYS, documents.rest, name);
  readings.push(...documents.readings, ...(isExchange ? [] : keys.readings));
  const paste: Paste = { name, text: keys.rest.join('\n'), raw: raw.join('\n') };
  const shape = TEXTS.find((candidate) => isOf(candidate, paste));
  if (shape !== undefined) readings.push(await readAs(shape, paste));
  if (!tells(readings, 'token.answers', 'api.answers', 'client.error') && isOf(errorText, paste))
    readings.push(await readAs(errorText, paste));
  // Settings beside explained errors are examples, too.
  if (readings.some(({ isTalk }) => isTalk)) return readings;
  const until = readings.find(({ explained }) => explained !== undefined)?.explained;
  readings.push(
    await guarded(name, 'a text about a login', () => ({ facts: readContext(keys.rest, name, readings, until) })),
  );
  return readings;
}

/** The readings of one text, each with the line numbers of the input. */
async function readingsOf(text: string, name: string): Promise<{ isWhole: boolean; readings: Reading[] }> {
  const paste = pasteOf(name, text);
  const whole = wholeShape(paste);
  if (whole !== undefined) return { isWhole: true, readings: [await readAs(whole, paste)] };
  const lined = linesOfPaste(paste);
  const plain = lined.lines.join('\n');
  const inner = plain === text ? paste : pasteOf(name, plain);
  const within = plain === text ? undefined : wholeShape(inner);
  const readings = within !== undefined ? [await readAs(within, inner)] : await readUnknown(inner, lined);
  const isMoved = lined.numbers.some((number, index) => number !== index + 1);
  const numbered = isMoved ? readings.map((reading) => withTrueNumbers(reading, name, lined.numbers)) : readings;
  return { isWhole: within !== undefined, readings: numbered };
}

/** True where something happened to a login. That something else failed may be the words of a script. */
function isTold(readings: readonly Reading[]): boolean {
  return readings.some(({ facts }) =>
    facts.some((fact) =>
      fact.name === 'client.error' ? !('value' in fact) || fact.value.kind !== UNRELATED : HAPPENED.includes(fact.name),
    ),
  );
}

const HAPPENED: readonly FactName[] = ['token.answers', 'api.answers', 'authorize.answer'];

// Every file that sets up a login contains one of these. Other texts are skipped.
const SETS_UP = /salesforce|sfdx|force\.com|\bsf org\b|jwt[-_]bearer|auth:jwt:grant|3MVG9|conn_type/i;
// A file of this length was not written by hand.
const LONGEST_WRITTEN = 2_000_000;

/** The logins that a text sets up. The readers of such files load only where there may be one. */
async function setUp(paste: Paste): Promise<{ written?: Written; logins: readonly OfLogin[] }> {
  if (paste.text.length > LONGEST_WRITTEN || !SETS_UP.test(paste.text)) return { logins: [] };
  const { readWritten, writtenAround } = await import('./written/shape.js');
  try {
    const written = await readWritten(paste);
    return written === undefined
      ? { logins: writtenAround(paste.text, paste.name) }
      : { written, logins: written.logins };
  } catch {
    // A file that only looks like one of these is read as any other text.
    return { logins: [] };
  }
}

/** A text without the lines about logins that captions set apart from the one in question. */
function withoutOthers(paste: Paste): Paste {
  const lines = paste.text.split('\n');
  if (!lines.some(isCaption)) return paste;
  const { contrastOf } = runsOf(lines, lines);
  return { ...paste, text: lines.map((line, index) => (contrastOf[index] === undefined ? line : '')).join('\n') };
}

/** A text or a document that is no shape of its own: a file that sets up a login, words of any kind, or both. */
async function readUnknown(paste: Paste, lined: Lined): Promise<Reading[]> {
  const { written, logins } = await setUp(paste.json === undefined ? withoutOthers(paste) : paste);
  if (written?.isProgram === true) return [{ facts: [], logins }];
  const readings = paste.json === undefined ? await readText(lined, paste.name) : await readUnknownJson(paste);
  // Where nothing happened in a file that sets up logins, its commands were not seen to run.
  return written !== undefined && !isTold(readings) ? [{ facts: [], logins }] : [...readings, { facts: [], logins }];
}

function wholeShape(paste: Paste): Shape | undefined {
  return WHOLE.find((candidate) => isOf(candidate, paste));
}

/** The lines of a paste without its wrappings; those of the records in a document that is an export of a log. */
function linesOfPaste({ text, json }: Paste): Lined {
  const lined = json === undefined ? undefined : typeof json === 'string' ? unwrap(json) : recordsOfDocument(json);
  return lined === undefined ? unwrap(text) : unwrapLines(lined);
}

function withTrueNumbers(reading: Reading, name: string, lines: readonly number[]): Reading {
  const correct = (facts: Reading['facts']) => withTrueLines(facts, { name, text: '', lines });
  const inPart = <P extends { readonly facts: Reading['facts'] }>(part: P): P => ({
    ...part,
    facts: correct(part.facts),
  });
  return {
    ...reading,
    facts: correct(reading.facts),
    ...(reading.apps && { apps: reading.apps.map(inPart) }),
    ...(reading.profiles && { profiles: reading.profiles.map(inPart) }),
    ...(reading.permissionSets && { permissionSets: reading.permissionSets.map(inPart) }),
    ...(reading.logins && { logins: reading.logins.map(inPart) }),
  };
}

/** Reads nothing but the logins that a file sets up. */
export async function readSetUp(text: string, name: string): Promise<Reading> {
  return { facts: [], logins: (await setUp(pasteOf(name, text))).logins };
}

/** The readings of a text; a text on which all reading fails becomes a sentence about it. */
async function readingsOrProblem(text: string, name: string): Promise<{ isWhole: boolean; readings: Reading[] }> {
  try {
    return await readingsOf(text, name);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return { isWhole: false, readings: [{ facts: [], problems: [`${name}: this text could not be read`] }] };
  }
}

/** Reads one pasted text, as a whole or in parts. Throws a PasteError if it recognises nothing. */
export async function readReading(text: string, name: string): Promise<Reading> {
  const { isWhole, readings } = await readingsOrProblem(text, name);
  const [facts, apps, profiles] = [
    readings.flatMap((reading) => reading.facts),
    readings.flatMap((reading) => reading.apps ?? []),
    readings.flatMap((reading) => reading.profiles ?? []),
  ];
  // An honest text without a login is reported as such. Nothing but an empty text is unreadable.
  if (!isWhole && facts.length + apps.length + profiles.length === 0 && !/\w/.test(text)) {
    throw new PasteError(
      `${name}: no Salesforce login error was found in it; paste the answer of the token endpoint, the HTTP exchange, or an evidence file`,
    );
  }
  return {
    facts,
    apps,
    profiles,
    logins: readings.flatMap((reading) => reading.logins ?? []),
    problems: readings.flatMap((reading) => reading.problems ?? []),
    permissionSets: readings.flatMap((reading) => reading.permissionSets ?? []),
    assertions: readings.flatMap((reading) => reading.assertions ?? []),
    certificates: readings.flatMap((reading) => reading.certificates ?? []),
  };
}

/** Unknown JSON may be output of the Salesforce CLI, or a document that quotes an error. */
async function readUnknownJson(paste: Paste): Promise<Reading[]> {
  if (isOf(sfCli, paste)) return [await readAs(sfCli, paste)];
  const words = { name: paste.name, text: stringsIn(paste.json).join('\n') };
  return isOf(errorText, words) ? [await readAs(errorText, words)] : [];
}

/** Every string in a JSON document with its name, one on a line. Bounded in length and depth. */
function stringsIn(json: unknown): string[] {
  const lines: string[] = [];
  const rest: [string, unknown][] = [['', json]];
  while (rest.length > 0 && lines.length < MOST_STRINGS) {
    const [name, value] = rest.pop()!;
    if (typeof value === 'string') lines.push(name === '' ? value : `${name}: ${value}`);
    else if (typeof value === 'object' && value !== null)
      rest.push(...Object.entries(value).reverse().slice(-MOST_STRINGS));
  }
  return lines;
}

const MOST_STRINGS = 20_000;

/** The facts of one pasted text. Throws a PasteError when no shape recognises it. */
export async function readPaste(text: string, name: string): Promise<readonly SourceFact[]> {
  return joinReadings([await readReading(text, name)]);
}
