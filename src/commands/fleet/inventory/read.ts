import { createHash } from 'node:crypto';
import path from 'node:path';
import { nearestName } from '../../../facts/nearest.js';
import { isMasked } from '../../../facts/masks.js';
import { holdsSecret } from '../../../redaction/scrub.js';
import { LOGIN_ORIGIN } from '../../../salesforce/hosts.js';
import { requireTokenHost } from '../../../sources/guard.js';
import { INSTEAD, SECRET_KEY } from '../../config/read.js';
import { readInput } from '../../input/read-input.js';
import { UsageError } from '../../usage-error.js';
import { formOf, rowsOf, type Form, type WrittenRow } from './rows.js';
import { ENTRY_KEYS, entrySchema, type Entry } from './schema.js';

/** A login of an inventory that was read: with its host and its paths made whole. */
export interface InventoryEntry extends Entry {
  readonly origin: string;
  readonly tags: string[];
}

/** An inventory. */
export interface Inventory {
  readonly name: string;
  readonly entries: readonly InventoryEntry[];
  /** SHA-256 of the logins, whatever form they were written in. */
  readonly digest: string;
}

const LARGEST_FILE = 64 * 1024 * 1024;
const MOST_FAULTS = 20;

/** Everything that is wrong with one row, each as a sentence. */
function faultsOf(values: Readonly<Record<string, unknown>>, allowHosts: readonly string[]): string[] {
  const secret = Object.keys(values).find((key) => SECRET_KEY.test(key));
  if (secret !== undefined)
    return [`"${secret.slice(0, 60)}" is a secret, which has no place in an inventory; ${INSTEAD}`];
  const leak = Object.entries(values).find(([, value]) => typeof value === 'string' && holdsSecret(value));
  if (leak !== undefined)
    return [`"${leak[0].slice(0, 60)}" holds a key, a token or a password; take it out: ${INSTEAD}`];
  if ('' in values) return ['this is not a login; write keys and values, such as id: acme-uat'];
  const parsed = entrySchema.safeParse(values);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => {
      if (issue.code !== 'unrecognized_keys') return `"${issue.path.join('.')}" ${issue.message}`;
      const key = issue.keys[0]!;
      const near = nearestName(key.slice(0, 60), ENTRY_KEYS);
      return `there is no key "${key.slice(0, 60)}"; ${near === undefined ? `the keys are: ${ENTRY_KEYS.join(', ')}` : `did you mean "${near}"?`}`;
    });
  const { username, clientId, jwtKeyFile, jwtKeyEnv, instanceUrl = LOGIN_ORIGIN } = parsed.data;
  const faults: string[] = [];
  const need = (name: string, value: string | undefined) => {
    if (value === undefined) faults.push(`"${name}" is missing`);
    else if (isMasked(value)) faults.push(`"${name}" holds a mask or a placeholder, not a value`);
  };
  need('username', username);
  need('clientId', clientId);
  if (jwtKeyFile === undefined && jwtKeyEnv === undefined) faults.push('"jwtKeyFile" or "jwtKeyEnv" is missing');
  if (jwtKeyFile !== undefined && jwtKeyEnv !== undefined) faults.push('give either jwtKeyFile or jwtKeyEnv, not both');
  try {
    requireTokenHost(instanceUrl, '"instanceUrl"', allowHosts);
  } catch (error) {
    faults.push((error as Error).message);
  }
  return faults;
}

function entryOf({ values }: WrittenRow, folder: string, allowHosts: readonly string[]): InventoryEntry {
  const entry = entrySchema.parse(values);
  const { jwtKeyFile, certificate, tags = [], instanceUrl = LOGIN_ORIGIN } = entry;
  return {
    ...entry,
    tags,
    origin: requireTokenHost(instanceUrl, '"instanceUrl"', allowHosts),
    ...(jwtKeyFile !== undefined && { jwtKeyFile: path.resolve(folder, jwtKeyFile) }),
    ...(certificate !== undefined && { certificate: path.resolve(folder, certificate) }),
  };
}

/**
 * Reads the text of an inventory. Paths are relative to `folder`. Throws one usage error that lists all faults, each with its
 * line; an id that stands twice is one.
 */
export async function parseInventory(
  text: string,
  { name, form, folder, allowHosts = [] }: { name: string; form: Form; folder: string; allowHosts?: readonly string[] },
): Promise<Inventory> {
  const { rows, faults, defaults } = await rowsOf(text, form);
  const found = faults.map((fault) => ({ ...fault }));
  const full = rows.map(({ line, values }) => ({ line, values: { ...defaults?.values, ...values } }));
  const lines = new Map<string, number>();
  for (const { line, values } of full) {
    for (const fault of faultsOf(values, allowHosts)) found.push({ line, text: fault });
    const { id } = values as { id?: unknown };
    if (typeof id !== 'string') continue;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    else
      found.push({
        line,
        text: `the id "${id.slice(0, 60)}" stands in line ${first} already; each login needs its own`,
      });
  }
  if (found.length > 0) {
    found.sort((a, b) => a.line - b.line);
    const shown = found.slice(0, MOST_FAULTS).map(({ line, text: fault }) => `${name}, line ${line}: ${fault}`);
    const rest = found.length - shown.length;
    throw new UsageError([...shown, ...(rest > 0 ? [`${name}: and ${rest} more`] : [])].join('\n'));
  }
  if (full.length === 0) throw new UsageError(`${name}: it lists no login; "fleet init" writes a first inventory`);
  const entries = full.map((row) => entryOf(row, folder, allowHosts));
  const written = full.map(({ values }) => JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))));
  return { name, entries, digest: createHash('sha256').update(written.join('\n')).digest('hex') };
}

/** Reads an inventory file, or standard input for `-` (YAML). */
export async function readInventory(file: string, allowHosts: readonly string[] = []): Promise<Inventory> {
  const { name, bytes } = await readInput(file, LARGEST_FILE);
  const folder = file === '-' ? process.cwd() : path.dirname(path.resolve(file));
  return parseInventory(bytes.toString('utf8'), { name, form: formOf(file), folder, allowHosts });
}
