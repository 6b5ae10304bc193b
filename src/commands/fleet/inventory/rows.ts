import { isMap, isSeq, LineCounter, parseDocument, type Node } from 'yaml';

/** A login as it is written in an inventory, with the line where it begins. */
export interface WrittenRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The rows of an inventory, and the lines that can't be read at all. */
export interface WrittenRows {
  readonly rows: readonly WrittenRow[];
  readonly faults: readonly { readonly line: number; readonly text: string }[];
  /** What all rows share, in the YAML form. */
  readonly defaults?: WrittenRow;
}

/** The form of an inventory, by the ending of its name. */
export type Form = 'yaml' | 'lines' | 'csv';

/** The form that the name of a file asks for; YAML for an unknown ending. */
export function formOf(file: string): Form {
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'lines';
  return /\.(csv|tsv)$/i.test(file) ? 'csv' : 'yaml';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fromYaml(text: string): WrittenRows {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  const lineOf = (node: unknown) => counter.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  const [error] = document.errors;
  if (error)
    return {
      rows: [],
      faults: [
        { line: counter.linePos(error.pos[0]).line, text: `this is not YAML: ${error.message.split('\n')[0]!}` },
      ],
    };
  const { contents } = document;
  const list = isMap(contents) ? contents.get('logins', true) : contents;
  const read = (node: unknown): WrittenRow => {
    const value = (node as Node).toJS(document, { maxAliasCount: 100 }) as unknown;
    return { line: lineOf(node), values: isRecord(value) ? value : { '': value } };
  };
  if (!isSeq(list)) return { rows: [], faults: [{ line: 1, text: 'it has to be a list of logins, each with an id' }] };
  const shared = isMap(contents) ? contents.get('defaults', true) : undefined;
  const stray = isMap(contents)
    ? contents.items.map(({ key }) => key).filter((key) => !['logins', 'defaults'].includes(String(key)))
    : [];
  return {
    rows: list.items.map(read),
    faults: stray.map((key) => ({
      line: lineOf(key),
      text: `there is no key "${String(key).slice(0, 60)}"; the keys are: defaults, logins`,
    })),
    ...(shared !== undefined && shared !== null && { defaults: read(shared) }),
  };
}

function fromLines(text: string): WrittenRows {
  const rows: WrittenRow[] = [];
  const faults: { line: number; text: string }[] = [];
  text.split(/\r?\n/).forEach((one, index) => {
    if (one.trim() === '') return;
    try {
      const values: unknown = JSON.parse(one);
      if (!isRecord(values)) throw new Error();
      rows.push({ line: index + 1, values });
    } catch {
      faults.push({ line: index + 1, text: 'this is not a JSON object' });
    }
  });
  return { rows, faults };
}

async function fromCsv(text: string): Promise<WrittenRows> {
  const { parse } = await import('csv-parse/sync');
  const [header = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].sort((a, b) => header.split(b).length - header.split(a).length)[0]!;
  try {
    const records = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return {
      rows: records.map(({ record, info }) => {
        const filled = Object.entries(record).filter(([, value]) => value !== '');
        const values = filled.map(([name, value]) => [name, name === 'tags' ? value.split(/[\s;,]+/) : value] as const);
        return { line: info.lines, values: Object.fromEntries(values) };
      }),
      faults: [],
    };
  } catch (error) {
    const { lines = 1, code = '' } = error as { lines?: number; code?: string };
    const text =
      code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
        ? 'this line has another number of columns than the first one'
        : 'this is not CSV; look at its quotation marks';
    return { rows: [], faults: [{ line: lines, text }] };
  }
}

/** Reads the rows of an inventory, without judging what they hold. */
export async function rowsOf(text: string, form: Form): Promise<WrittenRows> {
  if (form === 'lines') return fromLines(text);
  return form === 'csv' ? fromCsv(text) : fromYaml(text);
}
