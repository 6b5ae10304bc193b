import { describe, expect, it } from '@jest/globals';
import { rechunked } from '../../../../src/sources/files/intake/chunks.js';
import { takeText } from '../../../../src/sources/files/intake/read-text.js';
import { withTrueLines } from '../../../../src/sources/files/intake/true-lines.js';
import { readReading } from '../../../../src/sources/files/read.js';

const WHOLE = 64 * 1024;
const ERROR = `ERROR login: {"error":"invalid_grant","error_description":"user hasn't approved this consumer"}`;

/** A log of that many lines of noise, with other lines at some places, counted from 1. */
function log(count: number, at: Readonly<Record<number, string>>): string {
  return Array.from({ length: count }, (_, index) => at[index + 1] ?? `INFO order ${index} was shipped in time`).join(
    '\n',
  );
}

async function take(text: string, encode: (text: string) => Uint8Array = (all) => Buffer.from(all)) {
  const { pastes, notes } = await takeText(rechunked(encode(text)), 'app.log', WHOLE);
  return { paste: pastes[0]!, notes };
}

async function sources(text: string, encode?: (text: string) => Uint8Array): Promise<string[]> {
  const { paste } = await take(text, encode);
  return withTrueLines((await readReading(paste.text, paste.name)).facts, paste).map(({ source }) => source);
}

describe('a text that is read in passing', () => {
  it('keeps what stands around an error, with its true line, and says what it did', async () => {
    const text = log(40_000, { 30_000: ERROR });
    expect(await sources(text)).toEqual(['app.log, line 30000']);
    const { paste, notes } = await take(text);
    expect(paste.text.length).toBeLessThan(40_000);
    expect(notes).toEqual([expect.stringMatching(/^app\.log: 1 MB of text; only the lines around .*, \d+ of 40000$/)]);
  });

  it.each([
    ['UTF-16 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without one', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['Windows line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    [
      'some bytes that are no UTF-8',
      (text: string) => Buffer.from(text.replace('order 5 ', 'order \u00e9 '), 'latin1'),
    ],
  ])('reads %s', async (_name, encode) => {
    expect(await sources(log(9000, { 5000: ERROR }), encode)).toEqual(['app.log, line 5000']);
  });

  it('finds an error within one endless line', async () => {
    expect(await sources(`${'x,'.repeat(200_000)} ${ERROR} ${'y '.repeat(200_000)}`)).toEqual(['app.log, line 1']);
  });

  it('keeps the first and the last of what repeats without end, within bounds', async () => {
    const retry = (index: number) => `${index} user hasn't approved this consumer, trying again ${'.'.repeat(90)}`;
    const { paste, notes } = await take(Array.from({ length: 60_000 }, (_, index) => retry(index)).join('\n'));
    expect(paste.text.length).toBeLessThan(4 * 1024 * 1024);
    expect(paste.text).toMatch(/^0 user/);
    expect(paste.text).toMatch(/\n59999 user[^\n]*$/);
    expect(paste.lines!.at(-1)).toBe(60_000);
    expect(notes[0]).toMatch(/; of those, \d+ in the middle were left out$/);
  });

  it('does not lose an error among words of a login without number', async () => {
    const lines = Array.from(
      { length: 80_000 },
      (_, index) => `GET https://acme.my.salesforce.com/x/${index} ${'.'.repeat(50)}`,
    );
    lines[40_000] = ERROR;
    expect((await take(lines.join('\n'))).paste.text).toContain(ERROR);
  });
});

it('a text that is small enough is taken byte for byte', async () => {
  const text = `a\r\n\0${'é'.repeat(100)}\n\n${ERROR}\n`;
  expect((await take(text)).paste).toEqual({ name: 'app.log', text });
});

describe('a large HAR file', () => {
  const entry = (url: string, text: string) => ({
    request: { method: 'POST', url, headers: [] },
    response: { status: 400, headers: [], content: { text } },
  });
  const noise = entry('https://shop.example.com/', 'x'.repeat(500));
  const token = entry(
    'https://acme.my.salesforce.com/services/oauth2/token',
    '{"error":"invalid_grant","error_description":"audience is invalid"}',
  );
  const har = (entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } }, null, 1);
  const many = (at: number) => har(Array.from({ length: 400 }, (_, index) => (index === at ? token : noise)));

  it('keeps the exchanges with Salesforce, each with its number', async () => {
    expect(await sources(many(299))).toContain('app.log, line 300');
    expect((await take(many(299))).notes).toEqual([
      expect.stringMatching(/; 1 of 400 entries tell of a login and were read$/),
    ]);
  });

  it('gives what came before a break', async () => {
    const { paste, notes } = await take(many(100).slice(0, -5000));
    expect(paste.text).toContain('audience is invalid');
    expect(notes[0]).toMatch(/the file breaks off after entry \d+$/);
    expect((await take(many(2).slice(0, 20_000))).notes[0]).toMatch(/breaks off/);
  });

  it('is read in UTF-16, too', async () => {
    expect(await sources(many(5), (text) => Buffer.from(`\ufeff${text}`, 'utf16le'))).toContain('app.log, line 6');
  });
});
