import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { zipSync } from 'fflate';
import { WRAPS } from '../sources/files/unwrap/wrappings.js';

/** An input, the file name it gets, and the secrets that stand in it whole. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly secrets: readonly string[];
}

const FOLDERS = ['transcripts', 'metadata', 'evidence', 'files'];
const LARGEST_RUN = 150_000;

function fixtures(root: string): string[] {
  return FOLDERS.flatMap((folder) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    const paths = files.sort().map((file) => join(root, folder, file));
    return paths.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8'));
  });
}

// The template syntaxes of CI systems and tools, whole and broken.
const TEMPLATES = [
  '${{ secrets.X }}',
  '${{',
  '${env.X ?: "y"}',
  '${}',
  '${X:-${Y}}',
  '$((1+))',
  '$(clientId)',
  '$[ variables.x ]',
  '<< pipeline.x >>',
  '{{ x | y }}',
  '{{#if x}}',
  '#{Octopus.X}',
  '<%= x %>',
  '%X%',
  '!reference [.x, script]',
  '*alias',
  '&a [*a, *a]',
  '[clientId]',
  '<consumer key>',
  '`x`',
  '"""',
  '/*',
];

const letters = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));

/** A line with a secret, and the part of it that must never be shown. */
const secretLine: Arbitrary<{ line: string; secret: string }> = fc
  .record({ secret: letters(48), kind: fc.nat(7) })
  .map(({ secret, kind }) => {
    const lines = [
      `-----BEGIN PRIVATE KEY-----\n${secret}\n${secret}\n-----END PRIVATE KEY-----`,
      `{"access_token":"00D000000000001!AQ.${secret}","instance_url":"https://acme.my.salesforce.com"}`,
      `assertion=eyJhbGciOiJSUzI1NiJ9.eyJ${secret}.${secret}`,
      `refresh_token: 5Aep861${secret}`,
      `Authorization: Bearer ${secret}`,
      `client_secret=${secret}&grant_type=x`,
      `Set-Cookie: sid=${secret}; Path=/`,
      `sfdxAuthUrl force://PlatformCLI::${secret}@acme.my.salesforce.com`,
    ];
    return { line: lines[kind]!, secret };
  });

// Runs on which a careless pattern backtracks without end.
const RUNS = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  'A',
  '-',
  '=',
  '{',
  '[',
  '"',
  '\\',
  '<a>',
  '<',
  '%20',
  'eyJ',
  'eyJa.',
  '&',
  'x=',
  '00D',
  'MI',
  'LS0tLS',
  '://',
  'a.',
  '[audience=',
  'login=',
  'HTTP/1.1 400\n',
  'GET / \n',
  '-----BEGIN ',
  '"error":',
  'curl ',
  '> ',
  '&amp;',
  'Errors encountered:\n',
  'client_id',
  'token ',
  'secret_',
  'Password',
];

const run: Arbitrary<string> = fc
  .record({ unit: fc.constantFrom(...RUNS), length: fc.integer({ min: 1, max: LARGEST_RUN }) })
  .map(({ unit, length }) => unit.repeat(Math.ceil(length / unit.length)));

const bomb = (lines: number) =>
  `<?xml version="1.0"?><!DOCTYPE a [${Array.from({ length: lines }, (_, index) => `<!ENTITY e${index} "${`&e${index - 1};`.repeat(10)}">`).join('')}]><ConnectedApp>&e${lines - 1};</ConnectedApp>`;

const special: Arbitrary<string> = fc.oneof(
  run,
  fc.integer({ min: 1, max: 50_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '{"error":'.repeat(depth) + '1' + '}'.repeat(depth)),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => '<a>'.repeat(depth) + '</a>'.repeat(depth)),
  fc
    .integer({ min: 1, max: 20_000 })
    .map((depth) => `{"log":{"entries":[${'{"request":'.repeat(depth)}1${'}'.repeat(depth)}]}}`),
  fc.integer({ min: 2, max: 40 }).map(bomb),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

interface Change {
  readonly kind: number;
  readonly at: number;
  readonly to: number;
  readonly other: string;
}

/** One change of a text: cut, doubled, mixed with another, letters changed, something put in. */
function changed(text: string, { kind, at, to, other }: Change): string {
  const [from, until] = [at, to].map((part) => Math.floor(part * text.length)).sort((one, two) => one - two) as [
    number,
    number,
  ];
  const lines = text.split('\n');
  switch (kind) {
    case 0:
      return text.slice(0, until);
    case 1:
      return text.slice(from);
    case 2:
      return text.slice(0, until) + text.slice(from);
    case 3:
      return text.slice(0, from) + text.slice(until);
    case 4:
      return lines.flatMap((line, index) => [line, other.split('\n')[index] ?? '']).join('\n');
    case 5:
      return text.slice(0, from) + String.fromCharCode(Math.floor(at * 256)) + text.slice(from + 1);
    case 6:
      return text.slice(0, from) + other + text.slice(from);
    default:
      return `${text}\n${other}`;
  }
}

const part = fc.double({ min: 0, max: 1, noNaN: true });

function texts(samples: readonly string[]): Arbitrary<{ text: string; secrets: string[] }> {
  const sample = fc.constantFrom(...samples);
  const change = fc.record({
    kind: fc.nat(7),
    at: part,
    to: part,
    other: fc.oneof(sample, special, fc.constantFrom(...TEMPLATES)),
  });
  return fc
    .record({
      base: fc.oneof({ arbitrary: sample, weight: 6 }, special),
      changes: fc.array(change, { maxLength: 4 }),
      wraps: fc.array(fc.constantFrom(...Object.keys(WRAPS)), { maxLength: 2 }),
      secrets: fc.array(fc.record({ line: secretLine, at: part }), { maxLength: 2 }),
    })
    .map(({ base, changes, wraps, secrets }) => {
      const wrapped = wraps.reduce(
        (text, wrap) => (text.length > 200_000 ? text : WRAPS[wrap]!(text, 0)),
        changes.reduce(changed, base),
      );
      const lines = wrapped.slice(0, 2_000_000).split('\n');
      for (const { line, at } of secrets) lines.splice(Math.floor(at * lines.length), 0, '', line.line, '');
      return { text: lines.join('\n'), secrets: secrets.map(({ line }) => line.secret) };
    });
}

const NAMES = [
  'a.log',
  '../../etc/passwd',
  '/abs.txt',
  'C:\\x\\y.txt',
  'x/'.repeat(60) + 'a.txt',
  '\u001b[31mred.log',
  'a\nb.log',
  'inner.zip',
  'manifest.json',
  'evidence.json',
  'a.xml',
];

/** All inputs: mutated texts, as they are or encoded, compressed, packed, and then broken again. */
export function inputs(fixturesFolder: string): Arbitrary<Input> {
  const text = texts(fixtures(fixturesFolder));
  const damage = fc.option(fc.record({ at: part, byte: fc.nat(255), cut: fc.boolean() }), { freq: 3 });
  const packed = fc
    .record({
      members: fc.array(fc.record({ name: fc.constantFrom(...NAMES), text }), { minLength: 1, maxLength: 4 }),
      damage,
    })
    .map(({ members, damage: harm }) => {
      const bytes = zipSync(
        Object.fromEntries(members.map(({ name, text: { text: all } }) => [name, Buffer.from(all)])),
        { level: 1 },
      );
      if (harm?.cut === true)
        return { bytes: bytes.slice(0, Math.floor(harm.at * bytes.length)), name: 'input.zip', secrets: [] };
      if (harm) bytes[Math.floor(harm.at * (bytes.length - 1))] = harm.byte;
      return { bytes, name: 'input.zip', secrets: harm ? [] : members.flatMap(({ text: { secrets } }) => secrets) };
    });
  const plain = fc
    .record({ text, encoding: fc.constantFrom('utf8', 'utf8', 'utf8', 'utf16le', 'gzip') })
    .map(({ text: { text: all, secrets }, encoding }) => ({
      bytes:
        encoding === 'gzip'
          ? gzipSync(all, { level: 1 })
          : encoding === 'utf16le'
            ? Buffer.from(`\ufeff${all}`, 'utf16le')
            : Buffer.from(all),
      name: 'input.txt',
      secrets,
    }));
  const noise = fc.uint8Array({ maxLength: 5000 }).map((bytes) => ({ bytes, name: 'input.bin', secrets: [] }));
  return fc.oneof({ arbitrary: plain, weight: 8 }, { arbitrary: packed, weight: 2 }, noise);
}
