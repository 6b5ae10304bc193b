import path from 'node:path';
import { createFile } from '../../remedies/safe-file.js';
import { filesIn } from '../input/small-files.js';
import { cliOrgs, type CliLogin } from '../login/cli-logins.js';
import { note, print } from '../terminal/output.js';
import { unwritable } from '../terminal/unwritable.js';
import { UsageError } from '../usage-error.js';

/** Options of `fleet init`. */
export interface FleetInitOptions {
  readonly keys?: string;
  readonly output?: string;
}

const HEAD = `# An inventory for "sf-jwt-doctor fleet run": one login an item. Keys are named by file or variable, never written here.
`;

function idOf(text: string, taken: Set<string>): string {
  const base = text.replace(/[^\w.@+-]+/g, '-').slice(0, 100) || 'login';
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

function scalar(text: string): string {
  return JSON.stringify(text);
}

function fromCli({ username, alias, clientId, jwtKeyFile, instanceUrl }: CliLogin, taken: Set<string>): string {
  return [
    `- id: ${scalar(idOf(alias ?? username, taken))}`,
    `  username: ${scalar(username)}`,
    `  clientId: ${scalar(clientId)}`,
    `  jwtKeyFile: ${scalar(jwtKeyFile)}`,
    ...(instanceUrl === undefined ? [] : [`  instanceUrl: ${scalar(instanceUrl)}`]),
    '',
  ].join('\n');
}

/** A login of which only the key file is known: the other lines are to be filled in. */
function fromKey(file: string, taken: Set<string>): string {
  const id = idOf(path.basename(file).replace(/\.[^.]+$/, ''), taken);
  return [
    `- id: ${scalar(id)}`,
    `  jwtKeyFile: ${scalar(file)}`,
    '  # username: the user that logs in',
    '  # clientId: the consumer key of the app',
    '  # instanceUrl: the My Domain login URL, such as https://acme.my.salesforce.com',
    '',
  ].join('\n');
}

function keyFiles(folder: string): string[] {
  return filesIn(folder)
    .filter((name) => /\.(key|pem|p12|pfx|jks)$/i.test(name))
    .map((name) => path.join(folder, name));
}

/** `fleet init`: writes a first inventory, from the JWT logins that the Salesforce CLI keeps or from a folder of keys. */
export async function fleetInit({ keys, output }: FleetInitOptions): Promise<number> {
  const taken = new Set<string>();
  const items =
    keys === undefined
      ? cliOrgs().logins.map((login) => fromCli(login, taken))
      : keyFiles(keys).map((file) => fromKey(file, taken));
  if (items.length === 0)
    throw new UsageError(
      keys === undefined
        ? 'the Salesforce CLI keeps no JWT login here; name a folder of private keys with --keys'
        : `--keys ${keys}: the folder holds no key file (.key, .pem, .p12, .pfx, .jks)`,
    );
  const text = `${HEAD}${items.join('')}`;
  if (output === undefined) {
    await print(text);
    return 0;
  }
  try {
    createFile(output, text);
  } catch (error) {
    throw new UsageError(`--output ${output}: the inventory could not be written there; ${unwritable(error)}`);
  }
  note(`Saved ${items.length} logins: ${output}. Next: sf-jwt-doctor fleet run ${output}`);
  return 0;
}
