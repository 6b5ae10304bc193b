import { parse, type ParseEntry } from 'shell-quote';

/** A command with its continuation lines: those after `\`, `^` or a backtick, or inside open quotes. */
export function commandAt(lines: readonly string[], start: number): { text: string; end: number } {
  const parts: string[] = [];
  let end = start;
  for (; end < lines.length && end - start < MOST_LINES; end += 1) {
    // PowerShell shows a prompt of its own before a line that goes on.
    const line = end === start ? lines[end]! : lines[end]!.replace(/^\s*>>\s/, '');
    const goesOn = /(?:\\|\^|`)\s*$/.test(line);
    parts.push(goesOn ? line.replace(/(?:\\|\^|`)\s*$/, '') : line);
    if (!goesOn && !isOpen(parts.join('\n'))) break;
    // A reader of quoted mails sets the prompt's lines apart with a blank one.
    if (goesOn && lines[end + 1]?.trim() === '' && /^\s+--?\w/.test(lines[end + 2] ?? '')) end += 1;
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

// Template syntaxes of CI systems, and substitutions whose text only a run tells. A shell would stumble over them.
const TEMPLATES =
  /\$\{\{[^{}]{0,300}\}\}|\{\{[^{}]{0,300}\}\}|\$\{[^{}]{0,300}\}|\$\([^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,100})?\)|<<[^<>]{1,100}>>|#\{[^{}]{0,100}\}|\$\[[^\]]{0,200}\]|<%[^%]{0,200}%>|\[[a-z][A-Za-z0-9 _-]{1,60}\]|<[A-Za-z][^<>\n]{0,60}>/g;
const MARK = /\ue000(\d+)\ue001/g;

/** Puts a plain word in place of each template, and back. */
function hidden(text: string): { text: string; shown: (word: string) => string } {
  const templates: string[] = [];
  const plain = text.replace(TEMPLATES, (template) => `\ue000${templates.push(template) - 1}\ue001`);
  return { text: plain, shown: (word) => word.replace(MARK, (_, index: string) => templates[Number(index)] ?? '') };
}

/** The entries of a command line; for one that no shell would take, its words between blanks. */
function entriesIn(text: string): ParseEntry[] {
  try {
    return parse(text, (name) => `\${${name}}`);
  } catch {
    return text.split(/\s+/).filter((word) => word !== '');
  }
}

/**
 * The words of one command line, as a shell would pass them to a program. Variables stay as `${NAME}` and templates as they
 * are; both count as masks. Ends at the first operator (`|`, `;`, `&&`, `>`).
 */
export function shellWords(command: string): string[] {
  const { text, shown } = hidden(withoutCarets(command).replace(/\$'/g, "'").replace(/\n/g, ' '));
  const words: string[] = [];
  for (const entry of entriesIn(text)) {
    const word = wordOf(entry);
    if (word === undefined) break;
    words.push(shown(word));
  }
  return words;
}
