/** A page of the documentation, in whole or in part made of the data in `src`. */
export interface Page {
  /** Its path below `docs`. */
  readonly file: string;
  /** The page as it should be, from the page as it is. */
  readonly write: (current: string) => string;
}

/** The page with the region of that name anew. A region stands between `<!-- name -->` and `<!-- end of name -->`. */
export function withRegion(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page has no region "${name}".`);
  return `${page.slice(0, from + start.length)}\n${content.trim()}\n\n${page.slice(to)}`;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
