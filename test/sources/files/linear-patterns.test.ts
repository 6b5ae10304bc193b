import { describe, expect, it } from '@jest/globals';
import { toRedactedEvidence } from '../../../src/redaction/bundle/evidence.js';
import { scrubText } from '../../../src/redaction/scrub.js';
import { ScrubbedStore } from '../../../src/redaction/scrubbed-store.js';
import { readReading } from '../../../src/sources/files/read.js';
import { loginsOfYaml } from '../../../src/sources/files/written/yaml.js';
import { readPrivateKey } from '../../../src/sources/key/read-key.js';

// The steps of a regular expression can't be counted from outside, so its time is compared with its own time on less.
const SMALL = 200_000;
const LARGE = 4 * SMALL;
// A linear reader takes four times as long, a quadratic one sixteen times.
const MOST_GROWTH = 10;
// Times below this are noise of the machine.
const NOISE_MS = 30;
const LONGEST_MS = 2000;
const TRIES = 3;

type Reader = (text: string) => unknown;

/** The processor time of one reading. */
async function timeOf(read: Reader, text: string): Promise<number> {
  const from = process.cpuUsage();
  await read(text);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** How much longer a reader takes for four times the text: the least of some tries, since other programs disturb one. */
async function growth(read: Reader, make: (size: number) => string): Promise<number> {
  // What is loaded on the first use is not counted. Some patterns take so long already here that more would never end.
  await read(make(SMALL / 100));
  if ((await timeOf(read, make(SMALL / 4))) > LONGEST_MS) return Infinity;
  let least = Infinity;
  for (let count = 0; count < TRIES && least >= MOST_GROWTH; count += 1) {
    const small = await timeOf(read, make(SMALL));
    least = Math.min(least, (await timeOf(read, make(LARGE))) / Math.max(small, NOISE_MS));
  }
  return least;
}

const read: Reader = (text) => readReading(text, 'a.log').catch(() => undefined);
const key: Reader = (text) => readPrivateKey(Buffer.from(text));
const bundle: Reader = (text) => {
  const texts = [{ name: 'a.log', member: 'inputs/01.txt', text }];
  return toRedactedEvidence(new ScrubbedStore([]), { nonce: '0a1b2c' }, texts).names.prose(scrubText(text));
};

const CURL = "\ncurl -d 'a=b' https://acme.my.salesforce.com/services/oauth2/token\n";
const STEPS = 'runs:\n  steps:\n    - run: sf org login jwt -i abc -f key.pem -o ci@acme.com\n\n';
const BEGIN = '-----BEGIN PRIVATE KEY-----\nMIIE';
const END = '\n-----END PRIVATE KEY-----\n';

const TEXTS: [string, Reader, (size: number) => string][] = [
  ['headlines of lists', read, (size) => '> Errors encountered:\n'.repeat(size / 22)],
  ['brackets after the steps of a job', loginsOfYaml, (size) => `${STEPS}${'}}'.padEnd(100).repeat(size / 100)}`],
  ['prompts', read, (size) => 'PS '.repeat(size / 3)],
  ['prompts and a command', read, (size) => `${'PS '.repeat(size / 12)}${CURL}`],
  ['prompts before a command', read, (size) => `${'PS '.repeat(size / 3)}${CURL.trim()}`],
  ['carriage returns', read, (size) => `${'\r'.repeat(size)}x`],
  ['blanks beside a colour', read, (size) => `\u001b[0m${' '.repeat(size)}x`],
  ['tabs beside a colour', read, (size) => `\u001b[0m${'\t'.repeat(size)}x`],
  ['capital letters in a bundle', bundle, (size) => 'Ä'.repeat(size)],
  ['digits in a bundle', bundle, (size) => '1'.repeat(size)],
  ['brackets as a key', key, (size) => '['.repeat(size)],
  ['brackets before a key', key, (size) => `${'['.repeat(size)}x\n${BEGIN}${END}`],
  ['brackets in a key', key, (size) => `${BEGIN}${'['.repeat(size)}${END}`],
  ['blanks after a quotation mark in a key', key, (size) => `${BEGIN}"${' '.repeat(size)}x`],
  ['empty lines in a key', key, (size) => `${BEGIN}${'\n'.repeat(size)}x`],
];

describe('patterns take four times as long for four times the text, and no more', () => {
  it.each(TEXTS)('%s', async (_name, reader, make) => {
    expect(await growth(reader, make)).toBeLessThan(MOST_GROWTH);
  });
});
