import type { Command } from 'commander';
import type { FleetInitOptions } from '../fleet/init.js';
import type { FleetMergeOptions } from '../fleet/merge.js';
import type { FleetRunOptions } from '../fleet/run.js';
import { addGeneral, GROUP, RareOption, rareList } from './groups.js';
import { addNetwork } from './login.js';
import { collect } from './report.js';

const FLEET_HELP = `
Examples:
  $ sf-jwt-doctor fleet init --output orgs.yaml
  $ sf-jwt-doctor fleet run orgs.yaml
  $ sf-jwt-doctor fleet run orgs.yaml --shard 2/8
  $ sf-jwt-doctor fleet merge fleet-*.jsonl --inventory orgs.yaml

An inventory lists the logins: id, username, clientId, jwtKeyFile or jwtKeyEnv,
and instanceUrl. "fleet run" tries all of them on this machine and shows the
picture. With --shard each of several machines tries a part; "fleet merge" joins
their results. A login that nobody tried is never green.
`;

const EXITS = `
Exit codes: 0 every login works, 1 a login is broken or ends soon (--fail-on), 3 a
login was not tried or not explained, 2 wrong usage, 130 interrupted.
`;

function addPicture(command: Command): Command {
  return command
    .optionsGroup(GROUP.report)
    .option('--previous <file>', 'results of the time before: tells what is new (repeatable)', collect, [])
    .option('--format <format>', 'text, jsonl, junit, html, github or openmetrics', collect, [])
    .option('--output <file>', 'write to a file, too: .txt .jsonl .xml .html .md .prom', collect, [])
    .option('--exit-zero', 'exit code 0 whatever the results')
    .addOption(rareList('--fail-on <wish>', 'expiring=14d: exit code 1 if a login breaks that soon', collect));
}

function addRun(fleet: Command, set: (code: Promise<number>) => Promise<void>): void {
  const command = fleet
    .command('run <inventory>')
    .description('try every login of an inventory, or of one shard')
    .optionsGroup('Run:')
    .option('--tag <tag>', 'only logins with this tag (repeatable)', collect, [])
    .option('--depth <depth>', 'login: two requests a login; org: reads the org, too', 'login')
    .option('--resume', 'continue the results of a run that ended early')
    .option('--only-failing <file>', 'only logins that did not work in these results')
    .option('--journal <file>', 'where the results go (default: fleet.jsonl, or by shard)')
    .option('--shard <i/n>', 'one part of the inventory (default: what the CI engine exports)')
    .addOption(new RareOption('--concurrency <number>', 'attempts in flight').default(16))
    .addOption(new RareOption('--stop-after <minutes>', 'take no further login after this time'));
  addGeneral(addNetwork(addPicture(command)))
    .addHelpText('after', EXITS)
    .action((file: string, options: Record<string, unknown>) =>
      set(
        import('../fleet/run.js').then(({ fleetRun, checkedRun }) =>
          fleetRun(file, checkedRun(options as unknown as FleetRunOptions)),
        ),
      ),
    );
}

/** Adds the command `fleet`. */
export function addFleet(program: Command, set: (code: Promise<number>) => Promise<void>): void {
  const fleet = program
    .command('fleet')
    .description('try many logins, on one machine or on many')
    .addHelpText('after', FLEET_HELP);
  addRun(fleet, set);
  addGeneral(
    addPicture(
      fleet
        .command('merge [files...]')
        .description('join the results of all shards into one picture')
        .optionsGroup('Merge:')
        .option('--inventory <file>', 'the inventory: a login without a result was not tried')
        .option('--tag <tag>', 'only logins with this tag (repeatable)', collect, []),
    ).addOption(rareList('--allow-host <host>', 'a host that the inventory may name (repeatable)', collect)),
  )
    .addHelpText('after', EXITS)
    .action((files: string[], options: FleetMergeOptions) =>
      set(import('../fleet/merge.js').then(({ fleetMerge }) => fleetMerge(files, options))),
    );
  addGeneral(
    fleet
      .command('init')
      .description('write a first inventory')
      .optionsGroup('Inventory:')
      .option('--keys <folder>', "from a folder of private keys, instead of the Salesforce CLI's logins")
      .option('--output <file>', 'write it to a new file'),
  ).action((options: FleetInitOptions) => set(import('../fleet/init.js').then(({ fleetInit }) => fleetInit(options))));
}
