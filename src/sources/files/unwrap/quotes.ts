import { replaceLines, type Lined, type Wrapping } from './lined.js';

const QUOTE = /^(?:>|&gt;|\|(?![^|]*\|)) ?/;
// `>` and `<` of `curl -v` mark an HTTP exchange, and a table has its own bars.
const REQUEST = /^(?:>|&gt;) (?:POST|GET|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ HTTP\//;
const HEADER = /^(?:>|&gt;) [A-Za-z][A-Za-z-]*: /;

/** The runs of quoted lines, each as a pair of indexes, the end excluded. */
function blocks({ lines }: Lined): [number, number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < lines.length; from += 1) {
    if (!QUOTE.test(lines[from]!)) continue;
    let to = from;
    while (to < lines.length && QUOTE.test(lines[to]!)) to += 1;
    if (!isCurl(lines.slice(from, to))) found.push([from, to]);
    from = to - 1;
  }
  return found;
}

/** True for the request of `curl -v`, which is no quotation: a request line and headers, and nothing else. */
function isCurl(block: readonly string[]): boolean {
  const told = block.filter((line) => line.replace(QUOTE, '').trim() !== '');
  return told.every((line, index) => (index === 0 ? REQUEST : HEADER).test(line));
}

/** Quotations of mails and tickets. What was quoted stands apart from the words around it. */
export const quotes: Wrapping = {
  id: 'quotes',
  title: 'quotations of mails and tickets (`> `), also several deep',
  open(lined) {
    const found = blocks(lined);
    if (found.length === 0) return lined;
    const [starts, ends] = [new Set(found.map(([from]) => from)), new Set(found.map(([, to]) => to - 1))];
    const inside = new Set(found.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)));
    return replaceLines(lined, (line, index) => {
      if (!inside.has(index)) return undefined;
      const rest = { text: line.replace(QUOTE, ''), raw: lined.raw[index]! };
      const isFirst = starts.has(index) && index > 0 && lined.lines[index - 1]!.trim() !== '';
      const isLast = ends.has(index) && (lined.lines[index + 1] ?? '').trim() !== '';
      return [...(isFirst ? [{ text: '' }] : []), rest, ...(isLast ? [{ text: '' }] : [])];
    });
  },
};
