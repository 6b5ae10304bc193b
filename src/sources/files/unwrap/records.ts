import { documentRanges } from '../documents.js';
import { timeOf } from '../events/times.js';
import { replaceLines, type Lined, type Wrapping } from './lined.js';

type Fields = Readonly<Record<string, unknown>>;

const MESSAGES = ['message', 'msg', '@message', 'MESSAGE', 'log', 'textPayload', 'text', 'line', 'body', '@m', '@mt'];
const TIMES = [
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  'datetime',
  'date',
  'asctime',
  '@t',
  'eventTime',
  'ingestionTime',
];
const LEVELS = ['level', 'severity', 'lvl', 'levelname', 'log.level', '@l', 'loglevel'];
// Fields that tell where and when a record was written, and nothing of a login.
const ENVELOPE = new Set(
  [...TIMES, ...LEVELS].concat(
    'logger name hostname host pid tid thread thread_name threadName process service stream source v caller logger_name tag ident kubernetes docker _p insertId labels resource logName receiveTimestamp trace span trace_id span_id traceId spanId dd version @version level_value funcName lineno module pathname filename ingestionTime eventId logStreamName logGroupName requestId'.split(
      ' ',
    ),
  ),
);
// An answer or an error has a message, too, and is no record of a log.
const OWN_SHAPE = ['errorCode', 'error_description', 'exitCode', 'evidenceVersion', 'commandName', 'attributes'];

/** One record of a log: its message, and what else it tells. */
interface LogRecord {
  readonly message: string;
  readonly rest: readonly string[];
  readonly time: string | undefined;
  readonly level: string | undefined;
}

function first(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** ISO text of a time in ISO, seconds or milliseconds. */
function isoOf(told: string | undefined): string | undefined {
  if (told === undefined) return undefined;
  if (!/^\d{10}(?:\d{3})?(?:\.\d+)?$/.test(told)) return told;
  const number = Number(told);
  const moment = new Date(number < 1e11 ? number * 1000 : number);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record that an object is; undefined for an object of another kind. `isOne` where its neighbours are records. */
function recordIn(value: unknown, isOne: boolean): LogRecord | undefined {
  if (!isFields(value)) return undefined;
  const inner = ['_source', 'jsonPayload', 'fields', 'attributes'].map((name) => value[name]).find(isFields);
  if (inner !== undefined && MESSAGES.some((name) => typeof inner[name] === 'string'))
    return recordIn(
      { ...value, ...inner, _source: undefined, jsonPayload: undefined, fields: undefined, attributes: undefined },
      isOne,
    );
  const field = MESSAGES.find((name) => typeof value[name] === 'string');
  if (field === undefined || OWN_SHAPE.some((name) => name in value)) return undefined;
  const [time, level] = [isoOf(first(value, TIMES)), first(value, LEVELS)];
  if (time === undefined && level === undefined && !isOne) return undefined;
  const others = Object.entries(value).filter(
    ([name, told]) =>
      name !== field &&
      !ENVELOPE.has(name) &&
      told !== undefined &&
      told !== null &&
      (typeof told === 'object' || JSON.stringify(told).length > 5),
  );
  return { message: String(value[field]), time, level, rest: restOf(others) };
}

/** The other fields as lines: texts of their own as they are, the others together as JSON. */
function restOf(fields: readonly (readonly [string, unknown])[]): string[] {
  const isText = (value: unknown): value is string => typeof value === 'string' && /^\s*[{[<]|\n/.test(value);
  const texts = fields.flatMap(([name, value]) => (isText(value) ? `${name}: ${value}`.split('\n') : []));
  const others = fields.filter(([, value]) => !isText(value));
  return others.length === 0 ? texts : [JSON.stringify(Object.fromEntries(others)), ...texts];
}

const PAIR = /([A-Za-z_][\w.@-]{0,40})=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;

/** A record of `key=value` pairs (logfmt). */
function pairsIn(line: string): LogRecord | undefined {
  if (!/(?:^|\s)(?:msg|message)="/.test(line) || !/(?:^|\s)(?:level|lvl|severity|time|ts)=/.test(line))
    return undefined;
  const fields: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of line.matchAll(PAIR))
    fields[name] = quoted?.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1') ?? bare ?? '';
  return recordIn(fields, true);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const JSON_LINE = /^\s*\{.*\}[,\s]*$/s;

function recordOfLine(line: string, isOne: boolean): LogRecord | undefined {
  if (JSON_LINE.test(line)) return recordIn(parsed(line.trim().replace(/,$/, '')), isOne);
  return line.includes('=') && line.length < 20_000 ? pairsIn(line) : undefined;
}

/** The lines of a record. A level that all records share says nothing of this one. */
function textsOf(
  { message, rest, time, level }: LogRecord,
  outer: string,
  isTelling: boolean,
): { text: string; raw: string }[] {
  const head = [timeOf(outer) ?? time, isTelling ? level : undefined].filter((part) => part !== undefined).join(' ');
  const texts = message.replace(/\n$/, '').split('\n');
  return [...texts, ...rest].map((text) => ({
    text,
    raw: head === '' ? text : `${head} ${text}`,
  }));
}

/** The documents between other lines that are exports of a log, as their records. */
function withDocuments(lined: Lined): Lined {
  if (!lined.lines.some((line) => /^\s*[[{]\s*$|^\s*\[\s*\{/.test(line))) return lined;
  const found = documentRanges(lined.lines).flatMap(({ from, to }) => {
    const records = to - from > 1 ? recordsOfDocument(parsed(lined.lines.slice(from, to).join('\n'))) : undefined;
    return records === undefined ? [] : [{ from, to, records }];
  });
  return replaceLines(lined, (_, index) => {
    const document = found.find(({ from, to }) => index >= from && index < to);
    if (document === undefined) return undefined;
    const { records } = document;
    return index > document.from ? [] : records.lines.map((text, at) => ({ text, raw: records.raw[at]! }));
  });
}

/** Records of a log, one on a line: JSON as most loggers write it, or `key=value` pairs. */
export const records: Wrapping = {
  id: 'records',
  title: 'logs of JSON records or `key=value` pairs, one on a line, with the message in a field',
  open(lined) {
    const flat = withDocuments(lined);
    const could = flat.lines.some((line) => JSON_LINE.test(line) || / (?:msg|message)="|^(?:msg|message)="/.test(line));
    if (!could) return flat;
    const told = flat.lines.filter((line) => line.trim() !== '');
    const objects = told.filter((line) => JSON_LINE.test(line)).length;
    const isOne = objects > 2 && objects > told.length * 0.6;
    const found = flat.lines.map((line) => recordOfLine(line, isOne));
    const levels = new Set(found.flatMap((record) => record?.level ?? []));
    return replaceLines(flat, (_, index) => {
      const record = found[index];
      return record === undefined ? undefined : textsOf(record, flat.raw[index]!, levels.size > 1);
    });
  },
};

const DEEPEST = 8;
const MOST_RECORDS = 100_000;

/** The records in a JSON document, such as an export of a log service; undefined for other documents. */
export function recordsOfDocument(json: unknown): Lined | undefined {
  const found: LogRecord[] = [];
  let others = 0;
  const visit = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || found.length >= MOST_RECORDS) return;
    const record = recordIn(value, false);
    if (record !== undefined) found.push(record);
    else if (typeof value === 'string') others += 1;
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) visit(one, depth + 1);
  };
  visit(json, 0);
  // A few records in a document of another kind may be anything.
  if (found.length === 0 || others > found.length * 4) return undefined;
  const isTelling = new Set(found.map(({ level }) => level)).size > 1;
  const all = found.flatMap((record) => textsOf(record, '', isTelling));
  return { lines: all.map(({ text }) => text), raw: all.map(({ raw }) => raw), numbers: all.map(() => 1) };
}
