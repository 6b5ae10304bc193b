import { Option, type Command } from 'commander';
import { note } from '../terminal/output.js';

/** Flags of `sf org login jwt` and `sfdx force:auth:jwt:grant` under other names, with the one they mean here. */
const SAME: Readonly<Record<string, string>> = {
  '-u': 'username',
  '-l': 'instanceUrl',
  '--clientid': 'clientId',
  '--jwtkeyfile': 'jwtKeyFile',
  '--instanceurl': 'instanceUrl',
};

/** Flags of the same commands that say what to do after a login: they don't change whether it works. */
const WITHOUT_EFFECT = [
  '-a, --alias <alias>',
  '-s, --set-default',
  '-d, --set-default-dev-hub',
  '-p, --no-prompt',
  '--setalias <alias>',
  '--setdefault',
  '--setdefaultusername',
  '--setdefaultdevhub',
  '--setdefaultdevhubusername',
  '--noprompt',
  '--loglevel <level>',
];

/** Flags that other tools use, with what to use here. Their values aren't taken: they could hold a secret, or mean something else. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/^--(consumer-?key|client|client_id|app-?id|issuer|iss)$/i, 'the consumer key is --client-id (-i)'],
  [/^--(user|user-?name|sub|subject|targetusername)$/i, 'the user that logs in is --username (-o)'],
  [
    /^--(key|key-?file|jwt-?key|private-?key(-?file)?|pem|server-?key)$/i,
    'the private key is read from --jwt-key-file (-f), or from a variable with --jwt-key-env',
  ],
  [/^--(url|host|login-?url|sandbox|domain|my-?domain|endpoint|server)$/i, 'the login URL is --instance-url (-r)'],
  [/^--(aud|audience-?url)$/i, 'the audience is --audience'],
  [/^--(passphrase|password|key-?pass(word|phrase)?)$/i, 'the passphrase comes from SF_JWT_DOCTOR_PASSPHRASE'],
  [/^--(target-?org|org|admin|admin-?user)$/i, 'the session that reads the org is --target-org'],
  [/^--(file|input|log)$/i, 'a file is an argument of triage: sf-jwt-doctor triage error.txt'],
  [/^--(dry-?run|check|plan)$/i, 'without --apply nothing is changed'],
  [/^--(silent|no-progress)$/i, 'progress and notes are switched off with --quiet'],
  [/^--(trace|log-?level)$/i, 'requests are traced with --debug'],
];

/** The sentence that names the right flag for one of another tool. */
export function insteadOf(flag: string): string | undefined {
  return INSTEAD.find(([pattern]) => pattern.test(flag))?.[1];
}

/** Takes the flags of the Salesforce CLI's JWT login under their other names, and says which ones it ignores. */
export function addClientSpellings(command: Command): Command {
  for (const [flag, meant] of Object.entries(SAME)) {
    command.addOption(new Option(`${flag} <value>`, `same as ${meant}`).hideHelp());
    command.on(`option:${nameOf(flag)}`, (value: string) => command.setOptionValueWithSource(meant, value, 'cli'));
  }
  const ignored = new Set<string>();
  for (const flags of WITHOUT_EFFECT) {
    const option = new Option(flags, 'taken and ignored').hideHelp();
    command.addOption(option);
    command.on(`option:${option.name()}`, () => ignored.add(option.long!));
  }
  return command.hook('preAction', () => {
    if (ignored.size > 0) note(`sf-jwt-doctor: ignored, since it doesn't affect the login: ${[...ignored].join(', ')}`);
  });
}

function nameOf(flag: string): string {
  return flag.replace(/^--?/, '');
}
