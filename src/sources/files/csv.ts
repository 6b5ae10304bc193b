import { rangesFrom, type Range } from './segments.js';

const MOST_ROWS = 20_000;
const LONGEST_HEADER = 600;

/** The delimiter of a table: the most frequent candidate in its header. A table copied from a page has tabs. */
function delimiterOf(header: string): string {
  const counts = [',', ';', '\t', '|'].map((sign) => [sign, header.split(sign).length] as const);
  return counts.sort((a, b) => b[1] - a[1])[0]![0];
}

/** The tables in a paste: from a matching header to the first empty line. */
export function csvRanges(lines: readonly string[], header: RegExp): Range[] {
  const titles = lines.map((line) => line.slice(0, LONGEST_HEADER));
  return rangesFrom(titles, header, (from) => {
    const delimiter = delimiterOf(lines[from]!);
    if (!lines[from]!.includes(delimiter)) return undefined;
    const end = lines.findIndex((line, index) => index > from && line.trim() === '');
    return end === -1 ? lines.length : end;
  });
}

/**
 * The rows of a table, keyed by the names in `columns`, which lists the possible titles of each column in lower case.
 * Empty cells and `N/A` are left out.
 */
export async function csvRows<C extends string>(
  text: string,
  columns: Readonly<Record<C, readonly string[]>>,
): Promise<Partial<Record<C, string>>[]> {
  const { parse } = await import('csv-parse/sync');
  const table = text.trimStart();
  const records: string[][] = parse(table, {
    bom: true,
    delimiter: delimiterOf(table.slice(0, table.indexOf('\n') === -1 ? undefined : table.indexOf('\n'))),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: MOST_ROWS,
  });
  const [header = [], ...rows] = records;
  const names = Object.entries<readonly string[]>(columns);
  const order = header.map((title) => names.find(([, titles]) => titles.includes(title.trim().toLowerCase()))?.[0]);
  return rows.map((cells) => {
    const row: Record<string, string> = {};
    cells.forEach((cell, index) => {
      const column = order[index];
      const value = cell.trim();
      if (column !== undefined && value !== '' && value !== 'N/A') row[column] = value;
    });
    return row as Partial<Record<C, string>>;
  });
}
