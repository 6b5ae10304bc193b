import { Option, type Command } from 'commander';

/** The headings under which the help of a command lists its options. */
export const GROUP = {
  login: 'Login:',
  evidence: 'Evidence:',
  report: 'Report:',
  network: 'Network:',
  general: 'General:',
} as const;

/** An option that few runs need: the help of a command lists it only together with --verbose. */
export class RareOption extends Option {}

/** A repeatable rare option. Its value is a list, which is empty by default. */
export function rareList(flags: string, description: string, parse: (value: string, previous: string[]) => string[]) {
  return new RareOption(flags, description).argParser(parse).default([]);
}

/** Adds the options that every command takes: how much it says beside its result. */
export function addGeneral(command: Command): Command {
  return command
    .optionsGroup(GROUP.general)
    .option('-q, --quiet', 'no progress and no notes on standard error')
    .option('--debug', 'trace requests on standard error (no secrets)')
    .addOption(new RareOption('--no-color', 'no colours (as the variable NO_COLOR)'))
    .addHelpOption(new Option('-h, --help', 'show this help; with --verbose, every option').helpGroup(GROUP.general));
}
