import type { SourceFact } from '../../facts/store.js';
import type { FactValue } from '../../facts/vocabulary.js';
import type { Reading, Shape } from './shape.js';

type Row = FactValue<'login.history'>[number];

// Columns of the export in Setup, and of a query for LoginHistory.
const COLUMNS: Readonly<Record<string, keyof Row>> = {
  username: 'username',
  'user.username': 'username',
  'login time': 'at',
  logintime: 'at',
  'source ip': 'sourceIp',
  sourceip: 'sourceIp',
  'login type': 'loginType',
  logintype: 'loginType',
  status: 'status',
  application: 'application',
  'login url': 'loginUrl',
  loginurl: 'loginUrl',
};

const HEADER = /^\ufeff?["']?[^\n]*\blogin ?time\b[^\n]*\bstatus\b|^\ufeff?["']?[^\n]*\bstatus\b[^\n]*\blogin ?time\b/i;
const MOST_ROWS = 20_000;

async function read(text: string, name: string): Promise<Reading> {
  const { parse } = await import('csv-parse/sync');
  const records: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: MOST_ROWS,
  });
  const [header = [], ...lines] = records;
  const columns = header.map((title) => COLUMNS[title.trim().toLowerCase()]);
  const rows = lines.flatMap((cells): Row[] => {
    const row: Record<string, string> = {};
    cells.forEach((cell, index) => {
      const column = columns[index];
      const value = cell.trim();
      if (column !== undefined && value !== '' && value !== 'N/A') row[column] = value;
    });
    const { status, at, ...rest } = row;
    if (status === undefined) return [];
    const time = at === undefined ? Number.NaN : Date.parse(at);
    return [{ status, ...rest, ...(!Number.isNaN(time) && { at: new Date(time).toISOString() }) }];
  });
  const facts: SourceFact[] = [{ name: 'login.history', value: rows, source: name }];
  return { facts };
}

/** The Login History as Setup exports it, or as a query prints it. */
export const loginHistoryCsv: Shape = {
  id: 'login-history-csv',
  title: 'an export of the Login History',
  recognises: ({ text, json }) => json === undefined && HEADER.test(text.slice(0, 2000)),
  read: ({ text, name }) => read(text, name),
};
