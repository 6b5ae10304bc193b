import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { zipSync, strToU8, type Zippable } from 'fflate';
import type { Examination } from '../../doctor.js';
import { toRedactedEvidence } from '../../redaction/bundle/evidence.js';
import type { NameClass } from '../../redaction/bundle/classes.js';
import { SecretMarks } from '../../redaction/bundle/secrets.js';
import { BUNDLE_VERSION } from '../../sources/files/bundle.js';
import { bundleInput } from '../../sources/files/bundle-input.js';
import type { Report } from '../../report/schema.js';
import type { Paste } from '../../sources/files/shape.js';
import { createFile, replaceFile } from '../../remedies/safe-file.js';
import { packageVersion } from '../package-root.js';
import { unwritable } from '../terminal/unwritable.js';
import { UsageError } from '../usage-error.js';

/** A file within a bundle. */
interface Member {
  readonly name: string;
  readonly text: string;
}

/** A bundle before it is written: what a person is shown. */
export interface Bundle {
  readonly members: readonly Member[];
  /** How many different secrets of each kind were removed. */
  readonly removed: Readonly<Record<string, number>>;
  /** How many different names of each class were replaced. */
  readonly replaced: Readonly<Record<string, number>>;
  readonly keep: readonly NameClass[];
}

const SECRETS = `# What was taken out of this bundle

Secrets (private keys, assertions, tokens, consumer secrets, session ids, cookies, passwords) were removed. They are in no
member of this bundle, not even in a changed form. Equal secrets have equal marks within this bundle. Of a text only the
lines that tell of a login are kept.
`;

const NAMES = `Names were replaced by tokens. Equal names have equal tokens within this bundle; in another bundle they have others. Where a
word may be a name and no token is known for it, […] stands in its place.
`;

function table(heading: string, counts: Readonly<Record<string, number>>): string {
  const rows = Object.entries(counts).map(([kind, count]) => `| ${kind} | ${count} |\n`);
  return rows.length === 0 ? '' : `\n| ${heading} |\n| --- | --- |\n${rows.join('')}`;
}

function redactionReport({ removed, replaced, keep }: Omit<Bundle, 'members'>): string {
  const kept = keep.length === 0 ? '' : `\nKept on purpose: ${keep.join(', ')}.\n`;
  return [
    `${SECRETS}${table('secret | different ones', removed)}`,
    `${NAMES}${table('class | different names', replaced)}${kept}`,
  ].join('\n');
}

/** The end of a name, as a member of the bundle may be called: no folders, no names of anybody. */
function memberName(index: number, name: string): string {
  const ending = /\.([a-z0-9]{1,6}(?:-meta\.xml)?)$/i.exec(name)?.[1] ?? 'txt';
  return `inputs/${String(index + 1).padStart(2, '0')}.${ending.toLowerCase()}`;
}

/** Makes a bundle of the facts and their texts, without secrets and with tokens in place of names. */
export function makeBundle(
  { facts }: Examination,
  pastes: readonly Paste[],
  keep: readonly NameClass[],
  nonce = randomBytes(3).toString('hex'),
  twin?: NonNullable<Report['twin']>,
): Bundle {
  const secrets = new SecretMarks(nonce);
  const texts = pastes.map((paste, index) => ({
    name: paste.name,
    text: bundleInput(paste, secrets.mark),
    member: memberName(index, paste.name),
  }));
  const { evidence, names } = toRedactedEvidence(facts, { nonce, keep }, texts);
  const inputs = texts.map(({ member, text }) => ({ name: member, text: names.prose(text) }));
  const taken = { removed: secrets.counts(), replaced: names.counts(), keep };
  const members = [
    { name: 'evidence.json', text: `${JSON.stringify(evidence, null, 2)}\n` },
    ...inputs,
    // How a twin of the org answered: where it differs, the most telling line of the bundle.
    ...(twin === undefined
      ? []
      : [
          {
            name: 'twin.json',
            text: `${JSON.stringify({ ...twin, sentence: names.prose(twin.sentence) }, null, 2)}\n`,
          },
        ]),
    { name: 'redaction.md', text: redactionReport(taken) },
  ];
  const manifest = {
    bundleVersion: BUNDLE_VERSION,
    tool: { name: 'sf-jwt-doctor', version: packageVersion() },
    ...taken,
    members: members.map(({ name, text }) => ({ name, bytes: strToU8(text).length })),
  };
  return {
    members: [{ name: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` }, ...members],
    ...taken,
  };
}

// A zip holds times; the same bundle gives the same bytes.
const NO_TIME = new Date('2020-01-01T00:00:00Z');

/** The bytes of a bundle. */
function zipBundle({ members }: Bundle): Uint8Array {
  const files: Zippable = Object.fromEntries(
    members.map(({ name, text }) => [name, [strToU8(text), { mtime: NO_TIME, level: 9 }]]),
  );
  return zipSync(files);
}

/** Writes a bundle, for its owner only. Throws a usage error where a file lies there already, unless it may be replaced. */
export function writeBundle(file: string, bundle: Bundle, { force }: { readonly force: boolean }): void {
  requireFree(file, force);
  try {
    (force ? replaceFile : createFile)(file, zipBundle(bundle), 0o600);
  } catch (error) {
    throw new UsageError(`--output ${file}: the bundle could not be written there; ${unwritable(error)}`);
  }
}

/** Throws a usage error where a file lies already that may not be replaced. */
export function requireFree(file: string, force: boolean): void {
  if (!force && existsSync(file))
    throw new UsageError(`--output ${file}: this file is there already; name another, or replace it with --force`);
}
