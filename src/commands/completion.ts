import type { Command } from 'commander';
import { proposalsFor } from './completion/proposals.js';
import { SCRIPTS, type Shell } from './completion/scripts.js';
import { knownValues } from './completion/values.js';
import { print } from './terminal/output.js';

/** `completion <shell>`: prints the script that makes a shell complete. */
export async function completion(shell: Shell): Promise<number> {
  await print(SCRIPTS[shell]);
  return 0;
}

/** `complete -- <words>`: the words that can come next, for such a script. `--end` stands for an empty last word. */
export async function complete(words: readonly string[], program: Command): Promise<number> {
  const typed = words.at(-1) === '--end' ? [...words.slice(0, -1), ''] : words;
  const commands = program.commands.filter((command) => command.name() !== 'complete');
  const { words: found, files } = await proposalsFor(commands, typed, knownValues);
  const lines = found.map(({ value, about }) => `${value}\t${about}\n`);
  await print(`${lines.join('')}${files ? ':files\n' : ''}`);
  return 0;
}
