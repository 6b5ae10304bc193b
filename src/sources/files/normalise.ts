// eslint-disable-next-line no-control-regex -- the colours of a terminal begin with a control character
const CONTROLS = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007]{0,1000}\u0007)/g;

// Prefixes that runners and loggers add to each line: times, levels and step names.
const PREFIXES: readonly RegExp[] = [
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\s?/, // GitHub, Azure, Jenkins, GitLab
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s/,
  /^\d\d[OE]\+?\s?(?=\S)/, // GitLab: stream and step
  /^(?:DEBUG|INFO|WARN|ERROR|TRACE|FATAL)(?: \([\w:.@/-]+\))?:?\s/,
  /^##\[(?:error|warning|debug|section|command|group)\]/,
  /^::(?:error|warning|notice|debug)(?: [^:]*)?::/,
  /^\[Pipeline\]\s/,
  /^(?:stdout|stderr) [FP] /, // Kubernetes
  /^[a-z][\w.-]{0,40}\s{1,12}\| ?/, // Docker Compose: the service
  /^(?:<\d{1,3}>)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,80} [\w./-]{1,60}(?:\[\d+\])?: ?/, // syslog
];

// Prefixes stand before prefixes: a service, then a time, then a stream.
const MOST_PREFIXES = 4;

const QUOTE = /^(?:[>|]|&gt;) ?/;
// `>` and `<` of `curl -v` mark an HTTP exchange, not a quotation.
const CURL = /^[<>] (?:POST|GET|HTTP\/|[A-Za-z-]+: )/;

/** A text without the colours of a terminal. */
export function withoutColours(text: string): string {
  return text.replace(CONTROLS, '');
}

/** Removes the additions of runners, loggers and terminals from a line. */
function plainLine(line: string): string {
  let plain = line.replace(CONTROLS, '').replace(/\r+$/, '');
  plain = plain.slice(plain.lastIndexOf('\r') + 1);
  for (let round = 0; round < MOST_PREFIXES; round += 1) {
    const before = plain;
    for (const prefix of PREFIXES) plain = plain.replace(prefix, '');
    if (plain === before) break;
  }
  return /^\s*```/.test(plain) ? '' : plain;
}

function isQuoted(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== '');
  const quoted = told.filter((line) => QUOTE.test(line) && !CURL.test(line));
  return told.length > 1 && quoted.length > told.length * 0.8;
}

/** The number of blanks that every line begins with: a whole text that was indented. */
function indentOf(lines: readonly string[]): number {
  const told = lines.filter((line) => line.trim() !== '');
  return told.length < 2 ? 0 : Math.min(...told.map((line) => /^ */.exec(line)![0].length));
}

function unquoted(lines: readonly string[]): readonly string[] {
  return isQuoted(lines) ? unquoted(lines.map((line) => line.replace(QUOTE, ''))) : lines;
}

/**
 * The lines of a paste without colours, times, levels, quotation marks, code fences and a shared indentation. No line is
 * removed, so that line numbers stay right.
 */
export function plainLines(text: string): string[] {
  const dedented = (lines: readonly string[]): readonly string[] => {
    const indent = indentOf(lines);
    return indent < 2 ? lines : lines.map((line) => line.slice(indent));
  };
  const outside = unquoted(dedented(text.split('\n')));
  return [...dedented(unquoted(dedented(outside.map(plainLine))))];
}
