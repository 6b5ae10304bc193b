import type { Command } from 'commander';
import { addGeneral, GROUP } from './groups.js';
import { addReportOptions, type ReportOptions } from './report.js';
import type { Run } from './run.js';

/** Adds the commands that run against an embedded org on this machine: `demo`, `simulate`. */
export function addTryOut(program: Command, { set }: Run): void {
  addReportOptions(
    program
      .command('demo')
      .description('see it work: diagnose a login to an org on this machine')
      .argument('[scenario]', 'name of a scenario, or a YAML file', 'seed')
      .optionsGroup('Demo:')
      .option('--list', 'list the scenarios')
      .option('--as-admin', "also read the org with its administrator's session"),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor demo\n  $ sf-jwt-doctor demo --list\n  $ sf-jwt-doctor demo user-frozen --as-admin\n',
    )
    .action((scenario: string, options: ReportOptions & { list?: boolean; asAdmin?: boolean }) =>
      set(import('../demo.js').then(({ demo }) => demo(scenario, options))),
    );

  addGeneral(
    program
      .command('simulate')
      .description('run such an org for other clients, until Ctrl-C')
      .argument('[scenario]', 'name of a scenario, or a YAML file', 'seed')
      .optionsGroup(GROUP.report)
      .option('--json', 'print one line of JSON'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor simulate user-frozen\n\nIt prints the commands that show the scenario. The scenarios:\nsf-jwt-doctor demo --list\n',
    )
    .action((scenario: string, options: { json?: boolean }) =>
      set(import('../simulate.js').then(({ simulate }) => simulate(scenario, options))),
    );
}
