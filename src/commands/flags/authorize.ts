import { Option, type Command } from 'commander';
import { APPROVAL_SCOPES, DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import type { AuthorizeOptions } from '../authorize.js';
import { addLoginCore, seconds } from './login.js';
import { addRunOptions, list, type ReportOptions } from './report.js';

const EXAMPLES = `
Examples:
  $ sf-jwt-doctor authorize -o ci@acme.example.com -i 3MVG9… -f server.key -r https://acme.my.salesforce.com
  $ sf-jwt-doctor authorize -o ci@acme.example.com -i 3MVG9… -r https://acme.my.salesforce.com --no-browser
  $ sf-jwt-doctor authorize -o ci@acme.example.com -i 3MVG9… --callback-url http://localhost:8910/callback

A browser asks the user to log in and to click Allow, and comes back to the callback URL, which has to be registered on
the app. The consumer secret of an app that demands it comes from SF_JWT_DOCTOR_CLIENT_SECRET. No token is shown or
stored. With the key, the JWT login is tried before and after, and the report and the exit code are those of diagnose;
without it: 0 approved, 1 refused for a known cause, 2 wrong usage, 3 otherwise. docs/authorize.md tells more.
`;

interface Run {
  readonly set: (code: Promise<number>) => Promise<void>;
  readonly settle: <T extends ReportOptions>(options: T, self: Command) => Promise<T>;
}

/** Adds the command `authorize`. */
export function addAuthorize(program: Command, { set, settle }: Run): void {
  addLoginCore(
    addRunOptions(
      program
        .command('authorize')
        .description('approve the app once, as a user in a browser, so that the JWT login may work'),
    ),
  )
    .option('--callback-url <url>', 'callback URL on this machine that the app has registered', DEFAULT_CALLBACK)
    .option(
      '--scope <scopes>',
      'scopes to ask for (comma-separated); all: every scope of the app. The JWT login gets those that are approved',
      list,
      [...APPROVAL_SCOPES],
    )
    .option('--no-browser', 'print the address to open in place of opening a browser')
    .addOption(
      new Option(
        '--refresh-token <fate>',
        'discard: throw it away, the approval stays; revoke: give it back, which ends the approval again',
      )
        .choices(['discard', 'revoke'])
        .default('discard'),
    )
    .option('--wait <seconds>', 'how long the person has', seconds('--wait'), 300)
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
