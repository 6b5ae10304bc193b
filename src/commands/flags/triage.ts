import { Option, type Command } from 'commander';
import type { TriageOptions } from '../triage/options.js';
import { GROUP, RareOption } from './groups.js';
import { addRunOptions } from './report.js';
import type { Run } from './run.js';
import { seconds } from './seconds.js';

const HELP = `
Examples:
  $ sf-jwt-doctor triage error.txt
  $ sf-jwt-doctor triage invalid_client_id
  $ sf-jwt-doctor triage logs/ force-app/ network.har
  $ sf-jwt-doctor triage error.txt --questions
  $ sf-jwt-doctor triage production.zip --against sandbox.zip
  $ pbpaste | sf-jwt-doctor triage - --fact app.permittedUsers=self-authorize

The word "triage" may be left out: sf-jwt-doctor error.txt
Every option: sf-jwt-doctor triage --help --verbose
`;

/** Options of a report; what is printed instead of one is text, or JSON. */
const OF_REPORTS = ['format', 'output', 'baseline'];

/** Adds the command `triage`. */
export function addTriage(program: Command, { set, settle }: Run): void {
  const command = program
    .command('triage')
    .description('name the cause from files or text, offline')
    .argument('[files...]', 'logs, HAR, metadata, folders, zips, texts; - for stdin')
    .optionsGroup(GROUP.evidence)
    .addOption(new Option('--against <file>', 'compare with evidence of a login that works').conflicts(OF_REPORTS))
    .addOption(
      new Option('--questions', 'print questions to send to the customer').conflicts(['against', ...OF_REPORTS]),
    )
    .addOption(
      new RareOption('--read-timeout <seconds>', 'limit of reading one input (default: 300)').argParser(
        seconds('--read-timeout'),
      ),
    );
  addRunOptions(command)
    .addHelpText('after', HELP)
    .action((files: string[], options: TriageOptions, self: Command) =>
      set(
        (async () => {
          const all = await settle(options, self);
          return (await import('../triage.js')).triage(files, all);
        })(),
      ),
    );
}
