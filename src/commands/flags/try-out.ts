import type { Command } from 'commander';
import { addGeneral, GROUP } from './groups.js';
import { addLogin } from './login.js';
import { addFactOptions, addReportOptions, type ReportOptions } from './report.js';
import type { SimulateOptions } from '../simulate.js';
import type { Run } from './run.js';

const SIMULATE_HELP = `
Examples:
  $ sf-jwt-doctor simulate user-frozen
  $ sf-jwt-doctor simulate --from bundle.zip
  $ sf-jwt-doctor simulate --from --target-org admin -o ci@acme.example

It prints the commands that show the scenario. The scenarios:
sf-jwt-doctor demo --list
A twin answers a login as the real org does. Its keys are stand-ins.
`;

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

  const simulate = program
    .command('simulate')
    .description('run such an org for other clients, until Ctrl-C')
    .argument('[scenario]', 'name of a scenario, or a YAML file', 'seed')
    .optionsGroup('Twin:')
    .option('--from [files...]', 'run a twin of a real org: from a bundle, evidence, logs, or --target-org');
  addFactOptions(addLogin(simulate)).optionsGroup(GROUP.report).option('--json', 'print one line of JSON');
  addGeneral(simulate)
    .option('--no-input', 'never ask anything')
    .addHelpText('after', SIMULATE_HELP)
    .action((scenario: string, options: SimulateOptions) =>
      set(import('../simulate.js').then(({ simulate }) => simulate(scenario, options))),
    );
}
