import { mapLines, toldLines, type Wrapping } from './lined.js';

const FENCE = /^\s*(?:```|~~~|\{(?:code|noformat)(?::[\w|=.-]*)?\}\s*$)/;

/** The marks around code in Markdown and Jira. */
export const fences: Wrapping = {
  id: 'fences',
  title: 'fenced code of Markdown, Jira and Slack',
  open: (lined) => mapLines(lined, (line) => (FENCE.test(line) ? '' : line)),
};

function indentOf(lines: readonly string[]): string {
  const told = toldLines(lines);
  let shared = /^[ \t]*/.exec(told[0] ?? '')![0];
  for (const line of told) while (!line.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

const CODE = /^(?: {4}|\t)/;

/** The length of the indentation of each line of an indented block between blank lines; 0 elsewhere. */
function indentations(lines: readonly string[]): number[] {
  const whole = lines.length > 0 ? indentOf(lines) : '';
  // A single blank may be what a prefix left.
  const isWhole = whole.length > 1 || whole === '\t';
  const found = lines.map(() => (isWhole ? whole.length : 0));
  if (isWhole) return found;
  for (let from = 0; from < lines.length; from += 1) {
    if (!CODE.test(lines[from]!) || (from > 0 && lines[from - 1]!.trim() !== '')) continue;
    let to = from;
    while (to < lines.length && (CODE.test(lines[to]!) || lines[to]!.trim() === '')) to += 1;
    // Only a block that ends with a blank line, or with the text, is set apart.
    if (to === lines.length || lines[to - 1]!.trim() === '') {
      const { length } = indentOf(lines.slice(from, to));
      found.fill(length, from, to);
    }
    from = to - 1;
  }
  return found;
}

/** A text, or a block between blank lines, that was indented as a whole. */
export const indentation: Wrapping = {
  id: 'indentation',
  title: 'an indented text or block',
  open(lined) {
    if (toldLines(lined.lines).length < 2) return mapLines(lined, (line) => line.trimStart());
    const found = indentations(lined.lines);
    return mapLines(lined, (line, index) => (line.trim() === '' ? line : line.slice(found[index])));
  },
};
