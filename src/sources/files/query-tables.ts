import { factsOfRows, hasReader, QUERY_OBJECTS } from './query-records.js';
import type { Range, Part } from './segments.js';

// A line of the box that `sf data query` draws; older versions draw it with plain characters, and Markdown looks alike.
const ROW = /^\s*[│|](.*)[│|]\s*$/;
const RULE = /^\s*[┌├└+|][─┬┼┴+=|: -]+[┐┤┘+|]?\s*$/;
const SELECT = /\bSELECT\b[\s\S]{1,2000}?\bFROM\s+(\w+)/i;
const CSV_HEADER = /^"?[A-Za-z][\w.]{1,60}"?(?:,"?[A-Za-z][\w.]{1,60}"?){0,40}$/;
// A table belongs to a query at most this many lines above.
const NEAR = 8;
const MOST_ROWS = 20_000;

function cellsOf(line: string): string[] {
  return (ROW.exec(line)?.[1] ?? '').split(/[│|]/).map((cell) => cell.trim());
}

function csvCells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted?.replace(/""/g, '"') ?? bare ?? '').trim(),
  );
}

/** A cell as the JSON of the same query has it. */
function valueOf(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  return cell === '' || cell === 'null' ? null : cell;
}

// The CLI prints column names in capitals; these are the names of the fields that are read.
const FIELDS = new Map(
  (
    'Id Username IsActive Profile.Name IsFrozen IsPasswordLocked Status LoginTime Application LoginType LoginSubType SourceIp LoginUrl ' +
    'AppName User.Username CreatedDate LastUsedDate UseCount Action Display Section Name OrganizationType IsSandbox TrialExpirationDate ' +
    'AssigneeId Assignee.Username PermissionSet.Name PermissionSet.Label PermissionSet.IsOwnedByProfile PermissionSet.Profile.Name ' +
    'SetupEntityId SetupEntityType Parent.Name Parent.Label Parent.Profile.Name Parent.IsOwnedByProfile ' +
    'OptionsAllowAdminApprovedUsersOnly OptionsHasSessionLevelPolicy OptionsAppIssueJwtTokenEnabled'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name.split('.')] as const),
);

function recordOf(type: string, names: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { attributes: { type } };
  names.forEach((name, index) => {
    const path = FIELDS.get(name.toLowerCase());
    if (path === undefined) return;
    let inner = record;
    for (const step of path.slice(0, -1)) inner = (inner[step] ??= {}) as Record<string, unknown>;
    inner[path.at(-1)!] = valueOf(cells[index] ?? '');
  });
  return record;
}

/** The object that a table is of, by a column that no other has. */
function objectOf(names: readonly string[]): string | undefined {
  return Object.keys(QUERY_OBJECTS).find((type) => names.some((name) => QUERY_OBJECTS[type]!.ownColumn.test(name)));
}

function isBox(line: string): boolean {
  return RULE.test(line) || ROW.test(line);
}

/** The end of the table that begins at a line; undefined where none does. */
function tableEnd(lines: readonly string[], from: number): number | undefined {
  let end = from;
  if (isBox(lines[from]!)) while (end < lines.length && isBox(lines[end]!)) end += 1;
  else if (isCsvHeader(lines[from]!)) while (end < lines.length && lines[end]!.trim() !== '') end += 1;
  return end - from > 1 ? end : undefined;
}

function isCsvHeader(line: string): boolean {
  if (!CSV_HEADER.test(line)) return false;
  const names = csvCells(line).map((name) => name.toLowerCase());
  return names.filter((name) => FIELDS.has(name)).length > names.length / 2 && objectOf(names) !== undefined;
}

function find(lines: readonly string[]): Range[] {
  const found: Range[] = [];
  let query = -1;
  for (let from = 0; from < lines.length; from += 1) {
    const line = lines[from]!;
    if (line.length < 4000 && /\bSELECT\b/i.test(line)) query = from;
    const end =
      line.length < 4000 && (isBox(line) || line.includes(',') || CSV_HEADER.test(line))
        ? tableEnd(lines, from)
        : undefined;
    if (end === undefined) continue;
    const start = query !== -1 && from - query <= NEAR ? query : from;
    if (typeIn(lines.slice(start, end)) !== undefined) found.push({ from: start, to: end });
    from = end - 1;
    query = -1;
  }
  return found;
}

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function tableIn(lines: readonly string[]): Table | undefined {
  const boxed = lines.filter((line) => ROW.test(line) && !RULE.test(line));
  const header = lines.findIndex(isCsvHeader);
  const rows =
    boxed.length > 0
      ? boxed.map(cellsOf)
      : header === -1
        ? []
        : lines
            .slice(header)
            .filter((line) => line.includes(',') || header !== -1)
            .map(csvCells);
  const [names, ...rest] = rows;
  return names === undefined
    ? undefined
    : { names, rows: rest.slice(0, MOST_ROWS).filter((cells) => cells.some((cell) => cell !== '')) };
}

/** The object of a table that is read: by its query, else by its columns. */
function typeIn(lines: readonly string[]): string | undefined {
  const table = tableIn(lines);
  if (table === undefined) return undefined;
  const asked = SELECT.exec(lines.join('\n'))?.[1];
  const type = asked ?? objectOf(table.names);
  return type !== undefined && hasReader(type) ? type : undefined;
}

/** The box or the CSV that `sf data query` prints, with or without the command above it. */
export const queryTables: Part = {
  id: 'query-tables',
  title: 'a table that sf data query printed',
  find,
  recognises: ({ text }) => find(text.split('\n')).length > 0,
  read({ text, name }) {
    const lines = text.split('\n');
    const [type, table] = [typeIn(lines), tableIn(lines)];
    if (type === undefined || table === undefined || table.rows.length === 0) return { facts: [] };
    const records = table.rows.map((cells) => recordOf(type, table.names, cells));
    return { facts: factsOfRows(type, records, name) };
  },
};
