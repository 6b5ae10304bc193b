import type { Command } from 'commander';
import type { RehearseOptions } from '../rehearse.js';
import { addGeneral, GROUP, RareOption } from './groups.js';
import { addLogin } from './login.js';
import { addFactOptions, collect } from './report.js';

const REHEARSE_HELP = `
Examples:
  $ sf-jwt-doctor rehearse --fix -o ci@acme.example -i 3MVG9… --target-org admin
  $ sf-jwt-doctor rehearse --set app.blocked=true --from bundle.zip
  $ sf-jwt-doctor rehearse --deploy force-app --from org.zip --format github

Exit codes: 0 every login that works today still works, 1 one of them breaks (or
the plan doesn't cure the login), 3 no login works on the twin today.
`;

/** Adds the command `rehearse`. */
export function addRehearse(program: Command, set: (code: Promise<number>) => Promise<void>): void {
  const command = program
    .command('rehearse')
    .description('play a change on a twin of the org: who gains, who loses')
    .optionsGroup('Rehearsal:')
    .option('--fix', 'play the plan of "fix", step by step')
    .option('--set <name=value>', 'play another value of a fact (repeatable)', collect, [])
    .option('--deploy <path>', 'play the metadata of a folder or a zip')
    .option('--from [files...]', 'make the twin from a bundle, evidence, metadata or logs')
    .addOption(new RareOption('--permission-set <name>', 'with --fix: permission set that carries the app'));
  addFactOptions(addLogin(command))
    .optionsGroup(GROUP.report)
    .option('--json', 'print as JSON')
    .option('--format <format>', 'text, json, github or sarif', collect, [])
    .option('--output <file>', 'write to a file, too: .json, .sarif or .txt', collect, [])
    .addOption(new RareOption('--exit-zero', 'exit code 0 whatever the outcome'));
  addGeneral(command)
    .option('--no-input', 'never ask anything')
    .addHelpText('after', REHEARSE_HELP)
    .action((options: RehearseOptions) =>
      set(import('../rehearse.js').then(({ rehearse }) => rehearse({ ...options, plugin: [], wait: 0 }))),
    );
}
