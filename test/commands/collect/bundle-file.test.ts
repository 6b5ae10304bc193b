import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeBundle, writeBundle } from '../../../src/commands/collect/bundle-file.js';
import { readFiles } from '../../../src/commands/input/read-files.js';
import { examine } from '../../../src/doctor.js';
import { KEEPABLE, type NameClass } from '../../../src/redaction/bundle/classes.js';
import type { SourceFact } from '../../../src/facts/store.js';
import type { Paste } from '../../../src/sources/files/shape.js';
import { unzip } from '../../../src/sources/files/zip.js';
import { CANARY_PASTES } from '../../support/canaries.js';
import { scratchFolder } from '../../support/login.js';
import { anyEvidence, fixtureFiles, verdictOf } from '../../support/verdict.js';

const folder = scratchFolder();
const file = join(folder, 'bundle.zip');

/** Writes a bundle of what is known and reads the file back. */
async function throughFile(
  facts: readonly SourceFact[],
  pastes: readonly Paste[],
  keep: readonly NameClass[] = [],
  nonce = '0a1b2c',
) {
  writeBundle(file, makeBundle(examine(facts), pastes, keep, nonce), { force: true });
  return (await readFiles([file], [], undefined)).facts;
}

function textsOf(path: string): string {
  return [...unzip(readFileSync(path), path)]
    .map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString('utf8')}`)
    .join('\n');
}

// Names that stand in the fixtures: of the company, its user, its app, its keys and its machines.
const NAMES =
  /acme|\bci@|3MVG(?!9redacted)|203\.0\.113|198\.51\.100|Nightly|\b(?:00D|005)[A-Za-z0-9]{12}(?<!0{5}[0-9a-f]{7})/i;

describe('a bundle file', () => {
  it.each(fixtureFiles().map((path) => [basename(path), path]))(
    'of %s gives the verdict of the input, and holds no name',
    async (_, path) => {
      const { facts, pastes } = await readFiles([path], [], undefined);
      const back = await throughFile(facts, pastes);
      expect(verdictOf(back)).toEqual(verdictOf(facts));
      expect(textsOf(file)).not.toMatch(NAMES);
      expect(verdictOf(await throughFile(back, []))).toEqual(verdictOf(facts));
    },
  );

  it.each(Object.entries(CANARY_PASTES))('of %s gives the verdict of the input', async (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { facts, pastes } = await readFiles([path], [], undefined);
    for (const keep of [[], [...KEEPABLE]])
      expect(verdictOf(await throughFile(facts, pastes, keep))).toEqual(verdictOf(facts));
  });

  it('of any evidence gives the verdict of the evidence', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvidence, fc.nat(0xffffff), async (facts, number) => {
        const nonce = number.toString(16).padStart(6, '0');
        expect(verdictOf(await throughFile(facts, [], [], nonce))).toEqual(verdictOf(facts));
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 60), seed: Number(process.env['FC_SEED'] ?? 20261125) },
    );
  });

  it('keeps different keys apart whatever its nonce', async () => {
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const facts: SourceFact[] = [
      { name: 'key.thumbprint', value: one, source: 'flag' },
      { name: 'app.certificate', value: { thumbprint: other }, source: 'the org' },
    ];
    for (const nonce of ['123456', '000000', 'facade', '0e1234'])
      expect(verdictOf(await throughFile(facts, [], [], nonce))).toEqual(verdictOf(facts));
  });

  it('has the same bytes whenever it is written', () => {
    const bundle = makeBundle(examine([]), [], []);
    writeBundle(file, bundle, { force: true });
    const first = readFileSync(file);
    writeBundle(file, bundle, { force: true });
    expect(readFileSync(file).equals(first)).toBe(true);
  });

  it('says how many bytes each member has', async () => {
    const { facts, pastes } = await readFiles(fixtureFiles().slice(0, 3), [], undefined);
    const { members } = makeBundle(examine(facts), pastes, []);
    const manifest = JSON.parse(members[0]!.text) as { members: { name: string; bytes: number }[] };
    expect(manifest.members).toEqual(
      members.slice(1).map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) })),
    );
    expect(members.map(({ name }) => name)).toEqual([
      'manifest.json',
      'evidence.json',
      ...['inputs/01.json', 'inputs/02.json', 'inputs/03.txt'],
      'redaction.md',
    ]);
  });
});
