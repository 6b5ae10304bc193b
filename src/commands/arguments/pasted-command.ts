/** A command of the Salesforce CLI that stands among the arguments: its flags are those of this tool. */
export interface Unwrapped {
  readonly argv: string[];
  /** Variables that were set for the command and that have no flag here. */
  readonly variables: readonly string[];
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const AUDIENCE = /^(?:SF|SFDX)_AUDIENCE_URL$/;
const PROGRAM = /^(?:.*[\\/])?(?:sf|sfdx)(?:\.cmd|\.exe)?$/;
const VERBS = /^(?:org:login:jwt|(?:force:)?auth:jwt:grant)$/;
const TOPICS = ['jwt', 'login', 'org'];

/** How many words at a place name the JWT login of the Salesforce CLI, which takes its words in any order. */
function verbAt(argv: readonly string[], at: number): number {
  if (VERBS.test(argv[at] ?? '')) return 1;
  const words = argv.slice(at, at + 3);
  return words.length === 3 && [...words].sort().join() === TOPICS.join() ? 3 : 0;
}

/**
 * Takes the words of `sf org login jwt` (and of its older names) out of the arguments, with what stands before them: a
 * prompt, variables, the program. Undefined if there is no such command. `first` is the place to look at: after the
 * command of this tool, if one is named.
 */
export function withoutPastedCommand(argv: readonly string[], first: number): Unwrapped | undefined {
  let at = first;
  const settings: [string, string][] = [];
  for (; at < argv.length; at += 1) {
    const word = argv[at]!;
    const [, name, value] = ASSIGNMENT.exec(word) ?? [];
    if (name !== undefined) settings.push([name, value!]);
    else if (!['$', '>', '%', 'export', 'env', 'npx'].includes(word)) break;
  }
  if (PROGRAM.test(argv[at] ?? '')) at += 1;
  const length = verbAt(argv, at);
  if (length === 0) return undefined;
  const flags = settings.flatMap(([name, value]) => (AUDIENCE.test(name) ? ['--audience', value] : []));
  return {
    argv: [...argv.slice(0, first), ...flags, ...argv.slice(at + length)],
    variables: settings.map(([name]) => name).filter((name) => !AUDIENCE.test(name)),
  };
}

/** True for a whole command line in one argument. */
export function isCommandLine(word: string): boolean {
  return /(?:^|\s)(?:org[ :]login[ :]jwt|(?:force:)?auth:jwt:grant)\s/.test(word);
}
