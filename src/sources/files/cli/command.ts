import { scrubText } from '../../../redaction/scrub.js';
import { commandAt, shellWords } from '../shell.js';
import { isUnfilled } from '../written/values.js';

/** A JWT login by the Salesforce CLI, from its command line. */
export interface CliCommand {
  readonly line: number;
  readonly program: 'sf-cli' | 'sfdx';
  /** The command without secrets. */
  readonly text: string;
  readonly username?: string;
  readonly clientId?: string;
  readonly loginUrl?: string;
  readonly audience?: string;
}

const START =
  /(?:^|[\s$>"'`&;(|])((?:(?:export |set |\$env:)?[A-Z][A-Z0-9_]* ?= ?\S+ (?:&& )?)*(?:(?:[\w.:~-]*[\\/]|\$\{?[\w.]+\}?["']?[\\/])*\b(?:sfdx|sf)(?:\.(?:cmd|exe|ps1))?|\$\{?[\w.]+\}?)\\?["']?\s+(?:org(?: |:)login(?: |:)jwt|(?:force:)?auth:jwt:grant)\b)/;

// Flags of `sf org login jwt`, of its old spellings and of `force:auth:jwt:grant` (its help and source).
const FLAGS: Readonly<Record<string, 'username' | 'clientId' | 'loginUrl'>> = {
  '-o': 'username',
  '-u': 'username',
  '--username': 'username',
  '-i': 'clientId',
  '--client-id': 'clientId',
  '--clientid': 'clientId',
  '-r': 'loginUrl',
  '-l': 'loginUrl',
  '--instance-url': 'loginUrl',
  '--instanceurl': 'loginUrl',
};

const AUDIENCE = /^(?:SF|SFDX)_AUDIENCE_URL=(.*)$/;

/** The value of a flag in the words of a command: `--flag value`, `--flag=value` or `-fvalue`. */
function valuesOf(words: readonly string[]): Pick<CliCommand, 'username' | 'clientId' | 'loginUrl'> {
  const values: { username?: string; clientId?: string; loginUrl?: string } = {};
  words.forEach((word, index) => {
    const [, flag = '', attached] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^(-[ouirl])(.+)$/s.exec(word) ?? [null, word];
    const name = FLAGS[flag];
    const value = attached ?? words[index + 1];
    if (name !== undefined && value !== undefined && !value.startsWith('-')) values[name] ??= value;
  });
  return values;
}

const ARGUMENTS = /^[ \t]*### ARGS ###/;
const ARGUMENT = /^[ \t]+\d+: (.*)$/;
const VERB = /^(?:org login jwt|org:login:jwt|(?:force:)?auth:jwt:grant)\b/;

/** The command line as the debug log of the CLI lists it, one argument a line. */
export function loggedCommand(lines: readonly string[]): CliCommand | undefined {
  const start = lines.findIndex((line) => ARGUMENTS.test(line));
  if (start === -1) return undefined;
  const words: string[] = [];
  for (const line of lines.slice(start + 1, start + 100)) {
    const word = ARGUMENT.exec(line)?.[1];
    if (word === undefined) break;
    words.push(word);
  }
  // The first two arguments are Node and the program.
  const call = words.slice(2);
  if (!VERB.test(call.join(' '))) return undefined;
  return {
    line: start + 1,
    program: 'sf-cli',
    text: scrubText(`sf ${call.join(' ')}`).slice(0, 1000),
    ...valuesOf(call),
  };
}

/** The Salesforce CLI's JWT login commands in a text, without repetitions. */
export function cliCommands(lines: readonly string[]): CliCommand[] {
  const found = new Map<string, CliCommand>();
  lines.forEach((line, index) => {
    const start = line.length > 20_000 || !line.includes('jwt') ? null : START.exec(line);
    if (start === null) return;
    const from = start.index + start[0].length - start[1]!.length;
    const { text } = commandAt([unquotedProgram(line.slice(from)), ...lines.slice(index + 1, index + 40)], 0);
    const words = shellWords(text.replace(/["'`]\s*(?:;.*)?$/s, (end) => (isBalanced(text) ? end : '')));
    const audience = words.map((word) => AUDIENCE.exec(word)?.[1]).find((one) => one !== undefined);
    const command: CliCommand = {
      line: index + 1,
      program: /\bauth:jwt:grant\b/.test(text) || words.includes('sfdx') ? 'sfdx' : 'sf-cli',
      text: scrubText(words.join(' ')).slice(0, 1000),
      ...valuesOf(words),
      ...(audience !== undefined && { audience }),
    };
    if (!found.has(command.text) && !isEcho(command.text, found)) found.set(command.text, command);
  });
  return [...found.values()];
}

/** True for the echo of an earlier command that PowerShell cut off. */
function isEcho(text: string, earlier: ReadonlyMap<string, CliCommand>): boolean {
  return text.endsWith('…') && [...earlier.keys()].some((one) => one.startsWith(text.slice(0, -1)));
}

/** A command without the quotation mark that closes the name of its program. */
function unquotedProgram(line: string): string {
  // PowerShell cuts the echo of a long command, so its last word is not whole.
  return line.replace(/^([^\s"']{1,200})\\?["'](?=\s)/, '$1').replace(/ (?:\.{3}|…)$/, '…');
}

/** False for an unpaired quote: a command that was quoted as a whole ends with a quote it didn't open. */
function isBalanced(text: string): boolean {
  return ['"', "'", '`'].every((quote) => (text.split(quote).length - 1) % 2 === 0);
}

/** True for a masked or unfilled value, which is unknown. */
export function isHiddenValue(value: string): boolean {
  return isUnfilled(value) || /\$\{?\w|\$\(|\{\{|\*{3}/.test(value);
}
