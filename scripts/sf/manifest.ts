import type { EventEmitter } from 'node:events';
import type { Argument, Command, Option } from 'commander';
import { EXIT } from '../../src/report/exit-code.js';
import { buildProgram } from '../../src/commands/program.js';
import { packageVersion } from '../../src/commands/package-root.js';
import { COMMANDS_INSIDE } from '../../src/sf/commands.js';

/** A flag as the CLI's help and completion take it. */
interface Flag {
  readonly name: string;
  readonly type: 'boolean' | 'option';
  readonly summary: string;
  readonly char?: string;
  readonly hidden?: true;
  readonly multiple?: boolean;
  readonly allowNo?: false;
  readonly options?: readonly string[];
  readonly helpValue?: string;
  /** The heading under which the help lists it. */
  readonly helpGroup?: string;
}

/** The commands that exist only outside of `sf`. */
const ALONE = ['demo', 'simulate', 'schema', 'mcp', 'fleet'];

/** A text of the standalone help, with the commands as they are called inside `sf`. */
function inside(text: string): string {
  return text.replace(/(?<![.\w])sf-jwt-doctor(?: (?!-)([a-z]+))?(?=[ "]|$)/gm, (whole, word: string | undefined) => {
    if (word !== undefined && ALONE.includes(word)) return whole;
    const ids = Object.entries(COMMANDS_INSIDE);
    const named = ids.find(([, command]) => command === word);
    // Without a command in front, the login is tried: the word is an argument.
    const [id] = named ?? ids.find(([, command]) => command === 'diagnose')!;
    return `<%= config.bin %> ${id.replace(':', ' ')}${named === undefined && word !== undefined ? ` ${word}` : ''}`;
  });
}

/** A phrase of the standalone help as a sentence, as the CLI writes its own. */
function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}

function flagOf(option: Option): Flag {
  const { long, short, description, hidden, required, variadic, argChoices, flags, parseArg, helpGroupHeading } =
    option;
  const takes = required;
  const value = /<[^>]+>/.exec(flags)?.[0];
  // A repeatable option collects what it had before.
  const isRepeatable = variadic || (takes && argChoices === undefined && parseArg?.length === 2);
  return {
    name: long!.replace(/^--/, ''),
    type: takes ? 'option' : 'boolean',
    summary: inside(sentence(description || 'taken and ignored')),
    ...(helpGroupHeading !== undefined && { helpGroup: helpGroupHeading.replace(':', '').toUpperCase() }),
    ...(short !== undefined && { char: short.slice(1) }),
    ...(hidden && { hidden: true }),
    ...(takes ? { multiple: isRepeatable } : { allowNo: false }),
    ...(argChoices !== undefined && { options: argChoices }),
    ...(value !== undefined && argChoices === undefined && { helpValue: value }),
  };
}

function argumentOf(argument: Argument): Readonly<Record<string, unknown>> {
  return { name: argument.name(), description: inside(sentence(argument.description)), required: argument.required };
}

/** The text that the help prints after the options. */
function textAfter(command: Command): string {
  let text = '';
  (command as unknown as EventEmitter).emit('afterHelp', {
    error: false,
    command,
    write: (part: string) => (text += part),
  });
  // Inside `sf` no command is left out, and its help always lists every option.
  return text
    .replace(/\\\n\s*/g, '')
    .replace(/^Every option: .*?(?= More: |$)/gm, '')
    .replace(/^ More: /gm, 'More: ')
    .replace(/The word "\w+" may be left out(?:\.|:.*)\s?/g, '');
}

function wordsOf(id: string, command: Command): { description: string; examples: string[] } {
  const lines = textAfter(command).split('\n');
  const own = `<%= config.bin %> ${id.replace(':', ' ')}`;
  const examples = lines
    .filter((line) => /^ +\$ /.test(line))
    .map((line) => inside(line.replace(/^ +\$ | {2,}\(.*\)$/g, '')))
    .filter((line) => line === own || line.startsWith(`${own} `) || line.includes(`| ${own} `));
  const isProse = (line: string) => !/^ +\$ |^Examples:$/.test(line);
  const prose = lines
    .filter(isProse)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { description: inside(prose), examples };
}

function entryOf(id: string, command: Command): Readonly<Record<string, unknown>> {
  const { description, examples } = wordsOf(id, command);
  const own = command.registeredArguments;
  return {
    id,
    aliases: [],
    hiddenAliases: [],
    summary: sentence(command.description().replace(/ \(default\)$/, '')),
    description,
    examples,
    flags: Object.fromEntries(
      command.options
        .filter(({ long }) => long !== undefined)
        .map((option) => [option.long!.replace(/^--/, ''), flagOf(option)]),
    ),
    args: Object.fromEntries(own.map((argument) => [argument.name(), argumentOf(argument)])),
    strict: !own.some(({ variadic }) => variadic),
    hasDynamicHelp: false,
    enableJsonFlag: false,
    pluginAlias: 'sf-jwt-doctor',
    pluginName: 'sf-jwt-doctor',
    pluginType: 'user',
    ...(REPORTING.includes(command.name()) && { errorCodes: exitCodes() }),
    isESM: true,
    relativePath: ['dist', 'sf', 'index.js'],
  };
}

const EXIT_WORDS: Readonly<Record<keyof typeof EXIT, string>> = {
  healthy: 'The login works.',
  causeFound: 'A cause was found.',
  usage: "Wrong usage, or input that can't be read.",
  inconclusive: 'Inconclusive: evidence is missing.',
  internal: 'A fault of the tool itself.',
  interrupted: 'Interrupted.',
};

/** The commands whose exit code is that of a report; the help of the others says what theirs means. */
const REPORTING = ['diagnose', 'triage'];

function exitCodes(): Readonly<Record<string, unknown>> {
  const body = Object.entries(EXIT_WORDS).map(([name, description]) => ({
    name: String(EXIT[name as keyof typeof EXIT]),
    description,
  }));
  return { header: 'EXIT CODES', body };
}

/** What the CLI reads in place of loading the commands: their flags, arguments, examples and help. */
export function manifest(): Readonly<Record<string, unknown>> {
  const program = buildProgram({ set: () => Promise.resolve(), settle: (options) => Promise.resolve(options) });
  const commands = Object.entries(COMMANDS_INSIDE).map(([id, name]) => {
    const command = program.commands.find((one) => one.name() === name)!;
    return [id, entryOf(id, command)] as const;
  });
  return { version: packageVersion(), commands: Object.fromEntries(commands) };
}
