/** A line of a file, as a source names it: "force-app/x.connectedApp-meta.xml, line 12". */
export interface FileLine {
  readonly file: string;
  readonly line: number;
}

/** The file and the line that a source names; undefined where it names none, such as a host or standard input. */
export function fileLine(source: string): FileLine | undefined {
  const [, file, line] = /^([^\n]*?[^\s/\\]\.\w+), line ([1-9]\d{0,8})(?!\d)/.exec(source) ?? [];
  if (file === undefined || /^\w{2,}:/.test(file)) return undefined;
  return { file, line: Number(line) };
}
