import { factsOfRows, hasReader } from './query-records.js';
import { rangesFrom, type Part } from './segments.js';

// A line of the box that `sf data query` draws; older versions draw it with plain characters.
const ROW = /^\s*[│|](.*)[│|]\s*$/;
const RULE = /^\s*[┌├└+][─┬┼┴+=-]+[┐┤┘+]?\s*$/;
const SELECT = /\bSELECT\b[\s\S]{1,2000}?\bFROM\s+(\w+)/i;

// The CLI prints column names in capitals; these are the names of the fields that are read.
const FIELDS = [
  'Username',
  'IsActive',
  'Profile.Name',
  'IsFrozen',
  'IsPasswordLocked',
  'Status',
  'LoginTime',
  'Application',
  'LoginType',
  'LoginSubType',
  'SourceIp',
  'LoginUrl',
  'AppName',
  'User.Username',
  'CreatedDate',
  'LastUsedDate',
  'UseCount',
  'Action',
  'Display',
];

function cellsOf(line: string): string[] {
  return (ROW.exec(line)?.[1] ?? '').split(/[│|]/).map((cell) => cell.trim());
}

/** A cell as the JSON of the same query has it. */
function valueOf(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  return cell === '' || cell === 'null' ? null : cell;
}

function recordOf(type: string, names: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { attributes: { type } };
  names.forEach((name, index) => {
    const field = FIELDS.find((one) => one.toLowerCase() === name.toLowerCase());
    if (field === undefined) return;
    const [first = '', second] = field.split('.');
    record[first] = second === undefined ? valueOf(cells[index] ?? '') : { [second]: valueOf(cells[index] ?? '') };
  });
  return record;
}

/** The box that `sf data query` prints, with the command above it. */
export const queryTables: Part = {
  id: 'query-tables',
  title: 'a table that sf data query printed',
  find: (lines) =>
    rangesFrom(lines, SELECT, (from) => {
      const start = lines.slice(from, from + 6).findIndex((line) => RULE.test(line) || ROW.test(line));
      if (start === -1) return undefined;
      let end = from + start;
      while (end < lines.length && (RULE.test(lines[end]!) || ROW.test(lines[end]!))) end += 1;
      return end;
    }),
  recognises: ({ text }) => SELECT.test(text),
  read({ text, name }) {
    const type = SELECT.exec(text)?.[1] ?? '';
    const [head, ...rows] = text.split('\n').filter((line) => ROW.test(line));
    if (head === undefined || !hasReader(type)) return { facts: [] };
    const names = cellsOf(head);
    const records = rows.map((line) => recordOf(type, names, cellsOf(line)));
    return { facts: records.length === 0 ? [] : factsOfRows(type, records, name) };
  },
};
