import { parse, type ParseEntry } from 'shell-quote';

/** A command with its continuation lines: those after `\`, `^` or a backtick, or inside open quotes. */
export function commandAt(lines: readonly string[], start: number): { text: string; end: number } {
  const parts: string[] = [];
  let end = start;
  for (; end < lines.length && end - start < MOST_LINES; end += 1) {
    const line = lines[end]!;
    const goesOn = /(?:\\|\^|`)\s*$/.test(line);
    parts.push(goesOn ? line.replace(/(?:\\|\^|`)\s*$/, '') : line);
    if (!goesOn && !isOpen(parts.join('\n'))) break;
  }
  return { text: parts.join('\n'), end: Math.min(end + 1, lines.length) };
}

const MOST_LINES = 200;

/** True while a quotation mark is not closed. */
function isOpen(text: string): boolean {
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!;
    if (char === '\\' && quote !== "'") index += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || (char === "'" && !/\w/.test(text[index - 1] ?? ' '))) quote = char;
  }
  return quote !== '';
}

function wordOf(entry: ParseEntry): string | undefined {
  if (typeof entry === 'string') return entry;
  return 'pattern' in entry ? entry.pattern : undefined;
}

/** Removes the escapes of cmd.exe (`^"`, `^%`), which browsers write in "Copy as cURL (cmd)". */
function withoutCarets(text: string): string {
  return text.includes('^"') ? text.replace(/\^\^\\"|\\\^"|\^"/g, '"').replace(/\^(.)/g, '$1') : text;
}

/**
 * The words of one command line, as a shell would pass them to a program. Variables stay as `${NAME}` and count as masks.
 * Ends at the first operator (`|`, `;`, `&&`, `>`).
 */
export function shellWords(command: string): string[] {
  const plain = withoutCarets(command).replace(/\$'/g, "'").replace(/\n/g, ' ');
  const words: string[] = [];
  for (const entry of parse(plain, (name) => `\${${name}}`)) {
    const word = wordOf(entry);
    if (word === undefined) break;
    words.push(word);
  }
  return words;
}
