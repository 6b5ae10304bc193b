import type { Command } from 'commander';
import { APPROVAL_SCOPES, DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import type { AuthorizeOptions } from '../authorize.js';
import { RareOption } from './groups.js';
import { addLoginCore, addNetwork } from './login.js';
import { addRunOptions, list } from './report.js';
import type { Run } from './run.js';
import { seconds } from './seconds.js';

const EXAMPLES = `
Examples:
  $ sf-jwt-doctor authorize -o ci@acme.example -i 3MVG9… -f ci.key
  $ sf-jwt-doctor authorize -o ci@acme.example -i 3MVG9… --no-browser
  $ sf-jwt-doctor authorize -o ci@acme.example -i 3MVG9… \\
      --callback-url http://localhost:8910/callback

The user logs in and clicks Allow in a browser, which then opens the callback
URL. The app must have this callback URL. If the app requires its consumer
secret, set SF_JWT_DOCTOR_CLIENT_SECRET. No token is shown or stored.

Exit codes: with a key, those of diagnose (the JWT login is tried before and
after); without a key: 0 approved, 1 refused for a known cause, 3 otherwise.
Every option: sf-jwt-doctor authorize --help --verbose
More: sf-jwt-doctor explain authorize
`;

/** Adds the command `authorize`. */
export function addAuthorize(program: Command, { set, settle }: Run): void {
  const command = program
    .command('authorize')
    .description('approve the app once, as its user, in a browser')
    .optionsGroup('Approval:')
    .option('--callback-url <url>', 'callback URL of the app, on this machine', DEFAULT_CALLBACK)
    .option('--scope <scopes>', 'scopes to approve (comma-separated), or all', list, [...APPROVAL_SCOPES])
    .option('--no-browser', 'print the address instead of opening a browser')
    .option('--wait <seconds>', 'how long the user has', seconds('--wait'), 300)
    .addOption(
      new RareOption('--refresh-token <fate>', 'discard it (the approval stays), or revoke it (the approval ends)')
        .choices(['discard', 'revoke'])
        .default('discard'),
    );
  addRunOptions(addNetwork(addLoginCore(command)))
    .addHelpText('after', EXAMPLES)
    .action((options: AuthorizeOptions, self: Command) =>
      set(
        (async () => {
          const { authorize } = await import('../authorize.js');
          return authorize(await settle(options, self));
        })(),
      ),
    );
}
