import type { Command, Option } from 'commander';

/** A word that can come next. */
interface Proposal {
  readonly value: string;
  readonly about: string;
}

/** The words that can come next, and whether the names of files can. */
interface Proposals {
  readonly words: readonly Proposal[];
  readonly files: boolean;
}

/** The known values of an option or an argument, by its name such as `format` or `scenario`. Undefined if it is free. */
export type Values = (name: string) => Promise<readonly string[] | undefined>;

const NOTHING: Proposals = { words: [], files: false };
const TAKES_FILES = /^(files|file|folder|module|report|reports)$/;

function optionOf(command: Command, word: string | undefined): Option | undefined {
  return word === undefined ? undefined : command.options.find(({ long, short }) => word === long || word === short);
}

async function valuesFor(name: string, placeholder: string, current: string, known: Values): Promise<Proposals> {
  const values = await known(name);
  if (values === undefined) return { words: [], files: TAKES_FILES.test(placeholder) };
  // In a list with commas the last part is being typed.
  const before = current.slice(0, current.lastIndexOf(',') + 1);
  return { words: values.map((value) => ({ value: `${before}${value}`, about: '' })), files: false };
}

function optionsOf(command: Command, used: readonly string[]): Proposal[] {
  return command.options
    .filter(({ hidden, long, defaultValue }) => !hidden && (Array.isArray(defaultValue) || !used.includes(long ?? '')))
    .map(({ long, description }) => ({ value: long!, about: description }));
}

/** The possible next words. The last of `words` is still being typed and can be empty. */
export async function proposalsFor(
  commands: readonly Command[],
  typed: readonly string[],
  known: Values,
): Promise<Proposals> {
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const byName = (name: string | undefined) => commands.find((one) => one.name() === name);
  const command = byName(before[0]) ?? byName('diagnose')!;
  const found = await rawProposals();
  return { ...found, words: found.words.filter(({ value }) => value.startsWith(current)) };

  async function rawProposals(): Promise<Proposals> {
    const option = optionOf(command, before.at(-1));
    if (option?.required === true) {
      if (option.argChoices) return { words: option.argChoices.map((value) => ({ value, about: '' })), files: false };
      const placeholder = /<([\w-]+)/.exec(option.flags)?.[1] ?? '';
      return valuesFor(option.attributeName(), placeholder, current, known);
    }
    if (current.startsWith('-')) return { words: optionsOf(command, before), files: false };
    if (before.length === 0) {
      const words = commands.map((one) => ({ value: one.name(), about: one.description() }));
      return { words: [...words, { value: 'help', about: 'show the options of a command' }], files: true };
    }
    if (before[0] === 'help') return valuesFor('command', '', current, known);
    const [argument] = command.registeredArguments;
    return argument === undefined ? NOTHING : valuesFor(argument.name(), argument.name(), current, known);
  }
}
