import { existsSync } from 'node:fs';
import { nearestName } from '../../facts/nearest.js';
import { note } from '../terminal/output.js';
import { UsageError } from '../usage-error.js';
import { isCommandLine, withoutPastedCommand } from './pasted-command.js';

/** The commands, in the order in which an error names them. */
export const COMMANDS = [
  'diagnose',
  'triage',
  'collect',
  'authorize',
  'fix',
  'setup',
  'rehearse',
  'explain',
  'diff',
  'schema',
  'simulate',
  'demo',
  'fleet',
  'mcp',
  'completion',
  'help',
];

/** The command that the arguments name. */
export function commandIn([first = '']: readonly string[]): string {
  return COMMANDS.includes(first) ? first : 'diagnose';
}

/**
 * The arguments as commander takes them: `help fix` is `fix --help`, a pasted `sf org login jwt …` is its flags, a file or
 * an error text alone goes to `triage`, the name of a cause to `explain`. Throws a usage error for a mistyped command.
 */
export async function routed(argv: readonly string[]): Promise<string[]> {
  const words = await unwrapped(argv);
  const [first, ...rest] = words;
  if (first === 'help') return helpOf(rest);
  if (first === undefined || first.startsWith('-') || COMMANDS.includes(first)) return words;
  if (first === 'complete') return words;
  if (existsSync(first)) return ['triage', ...words];
  const end = words.findIndex((word) => word.startsWith('-'));
  const said = words.slice(0, end === -1 ? words.length : end).join(' ');
  return [await commandFor(said, first), said, ...words.slice(end === -1 ? words.length : end)];
}

function helpOf(words: readonly string[]): string[] {
  const name = words.find((word) => !word.startsWith('-'));
  if (name === undefined || name === 'help') return ['--help'];
  if (!COMMANDS.includes(name)) throw unknownCommand(name);
  return [name, ...words.filter((word) => word !== name), '--help'];
}

/** The arguments without the words of a pasted command, whether it came as one argument or as several. */
async function unwrapped(argv: readonly string[]): Promise<string[]> {
  const first = COMMANDS.includes(argv[0] ?? '') ? 1 : 0;
  const whole = argv[first] ?? '';
  let words = [...argv];
  if (isCommandLine(whole) && !['triage', 'explain'].includes(argv[0]!)) {
    const { shellWords } = await import('../../sources/files/shell.js');
    words = [...argv.slice(0, first), ...shellWords(whole), ...argv.slice(first + 1)];
  }
  const pasted = withoutPastedCommand(words, first);
  if (pasted === undefined) return [...argv];
  if (pasted.variables.length > 0)
    note(`sf-jwt-doctor: ignored: ${pasted.variables.join(', ')}; set variables before "sf-jwt-doctor"`);
  return pasted.argv;
}

/** The command for words that are no command: an error text is triaged, a cause or a check is explained. */
async function commandFor(said: string, first: string): Promise<string> {
  const { isErrorText, isTopic } = await import('./recognise.js');
  if (isErrorText(said)) return 'triage';
  if (isTopic(said)) return 'explain';
  throw unknownCommand(first);
}

function unknownCommand(word: string): UsageError {
  const shown = word.slice(0, 60);
  const isPath = /[/\\]|\.\w{1,5}$/.test(word);
  if (isPath) return new UsageError(`${shown}: there is no such file; check the path`);
  const near = nearestName(shown, COMMANDS);
  const hint = near === undefined ? `the commands are: ${COMMANDS.join(', ')}` : `did you mean "${near}"?`;
  return new UsageError(`there is no command "${shown}"; ${hint}`);
}
