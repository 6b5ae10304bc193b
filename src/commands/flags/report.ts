import { Option, type Command } from 'commander';
import { FORMAT_NAMES } from '../../report/formats/index.js';
import { addGeneral, GROUP, RareOption, rareList } from './groups.js';

/** A check that a configuration file leaves out. */
export interface LeftOut {
  readonly check: string;
  readonly reason: string;
  /** The file that says so. */
  readonly where: string;
}

/** Options that every command with a report takes. */
export interface ReportOptions {
  readonly fact: string[];
  readonly evidence: string[];
  readonly json?: boolean;
  /** Formats by name, or paths of modules that export one. */
  readonly format: string[];
  readonly output: string[];
  readonly only?: string[];
  readonly skip?: string[];
  readonly plugin: string[];
  readonly verbose?: boolean;
  readonly input?: boolean;
  readonly strict?: boolean;
  readonly exitZero?: boolean;
  /** A configuration file; false for none at all. */
  readonly config?: string | false;
  /** A saved report of an earlier run. */
  readonly baseline?: string;
  readonly leftOut?: readonly LeftOut[];
}

/** Collects a repeatable option. */
export function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

/** A list with commas between. */
export function list(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Adds the options by which facts are stated. */
export function addFactOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.evidence)
    .option('--fact <name=value>', 'state a fact, e.g. app.blocked=true (repeatable)', collect, [])
    .option('--evidence <file>', 'read facts from a JSON file; - for stdin', collect, []);
}

/** Adds the options of a report to a command. */
export function addReportOptions(command: Command): Command {
  addFactOptions(command)
    .optionsGroup(GROUP.report)
    .option('-v, --verbose', 'show every check and what is ruled out')
    .option('--json', 'print the report as JSON')
    .option('--format <format>', `one of ${FORMAT_NAMES.join(', ')}, or your own module (repeatable)`, collect, [])
    .option('--output <file>', 'write to a file; its ending gives the format', collect, [])
    .addOption(new RareOption('--only <checks>', 'run these checks only (comma-separated)').argParser(list))
    .addOption(new RareOption('--skip <checks>', 'leave out these checks (comma-separated)').argParser(list))
    .addOption(rareList('--plugin <module>', 'add a check of your own (repeatable)', collect));
  return addGeneral(command).optionsGroup(GROUP.general).option('--no-input', 'never ask anything');
}

/** Adds the options of the commands whose report is about the user's own login, and sets the exit code. */
export function addRunOptions(command: Command): Command {
  return addReportOptions(command)
    .optionsGroup(GROUP.report)
    .addOption(new RareOption('--strict', 'exit code 1 instead of 3 if inconclusive').conflicts('exitZero'))
    .addOption(new Option('--no-strict').hideHelp())
    .addOption(new RareOption('--exit-zero', 'exit code 0 whatever the report says'))
    .option('--baseline <report>', 'show what is new since this saved JSON report')
    .optionsGroup(GROUP.general)
    .option('--config <file>', 'settings file (default: .sf-jwt-doctor.yaml)')
    .addOption(new RareOption('--no-config', 'use no settings file'));
}
