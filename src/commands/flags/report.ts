import { Option, type Command } from 'commander';
import { FORMAT_NAMES } from '../../report/formats/index.js';

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
    .option('--fact <name=value>', 'state a fact, e.g. app.permittedUsers=admin-approved (repeatable)', collect, [])
    .option('--evidence <file>', 'read facts from an evidence file, - for standard input (repeatable)', collect, []);
}

/** Adds the options of a report to a command. */
export function addReportOptions(command: Command): Command {
  return addFactOptions(command)
    .option('--json', 'print the report as JSON')
    .option(
      '--format <format>',
      `format of the report: ${FORMAT_NAMES.join(', ')}, or a module of your own (repeatable)`,
      collect,
      [],
    )
    .option(
      '--output <file>',
      'write to a file; its ending tells the format unless --format does (repeatable)',
      collect,
      [],
    )
    .option('--only <checks>', 'run these checks only (comma-separated)', list)
    .option('--skip <checks>', 'leave these checks out (comma-separated)', list)
    .option('--plugin <module>', 'add a check of your own: a module that exports one (repeatable)', collect, [])
    .option('--no-input', 'never ask anything')
    .option('-v, --verbose', 'show every finding and what is ruled out');
}

/** Adds the options of the commands whose report is about a login of one's own, and whose exit code tells of it. */
export function addRunOptions(command: Command): Command {
  return addReportOptions(command)
    .addOption(new Option('--strict', 'count inconclusive as failure: exit code 1 instead of 3').conflicts('exitZero'))
    .addOption(new Option('--no-strict').hideHelp())
    .option('--baseline <report>', 'tell what is new since this saved JSON report; exit code 0 where nothing is')
    .option(
      '--config <file>',
      'settings from this file (default: the harmless ones of .sf-jwt-doctor.yaml here or above)',
    )
    .option('--no-config', 'settings from no file')
    .option('--exit-zero', 'exit code 0 whatever the report says; wrong usage stays 2');
}
