import { describe, expect, it } from '@jest/globals';
import { makeBundle } from '../../src/commands/collect/bundle-file.js';
import { examine, type Examination } from '../../src/doctor.js';
import { KEEPABLE, type NameClass } from '../../src/redaction/bundle/classes.js';
import { toReport } from '../../src/report/document.js';
import { FORMAT_NAMES, loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
import { readPaste } from '../../src/sources/files/read.js';
import { secretForms, type SecretForm } from '../support/secret-forms.js';

const CHUNK = 40;

/** A log in which each form stands in the line of an error, as the description of one, and on its own. */
function logOf(forms: readonly SecretForm[]): string {
  return forms
    .map(({ text }, index) => {
      const at = `2026-11-17 09:44:${String(index).padStart(2, '0')}`;
      const answer = JSON.stringify({ error: 'invalid_grant', error_description: `invalid assertion ${text}` });
      return `${at} salesforce oauth login: ${text}\n${at} POST https://acme.my.salesforce.com/services/oauth2/token 400 ${answer}\n`;
    })
    .join('');
}

const forms = secretForms();
const chunks = Array.from({ length: Math.ceil(forms.length / CHUNK) }, (_, at) =>
  forms.slice(at * CHUNK, (at + 1) * CHUNK),
);

/** The forms whose secret stands in a text. */
function leaked(text: string, planted: readonly SecretForm[]): string[] {
  return planted.flatMap(({ form, secret }) => {
    const at = text.indexOf(secret);
    return at === -1 ? [] : [`${form}: ${text.slice(Math.max(0, at - 50), at + 30)}`];
  });
}

async function examined(planted: readonly SecretForm[]): Promise<{ log: string; examination: Examination }> {
  const log = logOf(planted);
  return { log, examination: examine(await readPaste(log, 'build.log')) };
}

describe.each(chunks.map((planted, at) => [at, planted] as const))('secrets in a log, part %i,', (_at, planted) => {
  it('reach no report', async () => {
    const report = toReport((await examined(planted)).examination, { version: '0' });
    for (const name of FORMAT_NAMES) {
      const format = await loadFormat(name);
      const text = await format(report, { palette: COLOURLESS, width: 80, verbose: true });
      expect({ name, leaked: leaked(text, planted) }).toEqual({ name, leaked: [] });
    }
  });

  it('reach no bundle, whatever is kept', async () => {
    const { log, examination } = await examined(planted);
    const keeps: NameClass[][] = [[], ['names'], ['keys', 'ids'], [...KEEPABLE]];
    for (const keep of keeps) {
      const { members } = makeBundle(examination, [{ name: 'build.log', text: log }], keep, '0a1b2c');
      const inputs = members.filter(({ name }) => name.startsWith('inputs/')).map(({ text }) => text);
      expect(inputs.join('')).toContain('invalid_grant');
      expect({ keep, leaked: leaked(members.map(({ text }) => text).join('\n'), planted) }).toEqual({
        keep,
        leaked: [],
      });
    }
  });
});

/** A login that worked, changes whose words hold secrets, and a refusal: all of it is a story. */
function storyOf(planted: readonly SecretForm[]): { name: string; text: string }[] {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const at = (index: number) => `2026-11-16T09:${String(index).padStart(2, '0')}:00.000Z`;
  const rows = planted.map(({ text }, index) =>
    [
      at(index),
      'admin@acme.example.com',
      'changedConnectedApplication',
      'Connected Apps',
      `Changed the app Sync ${text}`,
    ]
      .map(cell)
      .join(','),
  );
  const login =
    'sf org login jwt --username ci@acme.example.com --instance-url https://acme.my.salesforce.com --jwt-key-file k';
  const failed = planted.map(
    ({ text }, index) =>
      `2026-11-17T09:44:${String(index).padStart(2, '0')}Z Error (JwtGrantError): Error authenticating with JWT config due to: user hasn't approved this consumer ${text}\n`,
  );
  return [
    {
      name: 'SetupAuditTrail.csv',
      text: `"CREATEDDATE","CREATEDBY.USERNAME","ACTION","SECTION","DISPLAY"\n${rows.join('\n')}\n`,
    },
    {
      name: 'job.log',
      text: `2026-11-15T09:44:00Z ${login}\n2026-11-15T09:44:02Z Successfully authorized ci@acme.example.com with org ID 00D8d000004XyZaEAK\n2026-11-17T09:43:00Z ${login}\n${failed.join('')}`,
    },
  ];
}

describe.each(chunks.map((planted, at) => [at, planted] as const))('secrets in a story, part %i,', (_at, planted) => {
  it('reach no report and no bundle', async () => {
    const files = storyOf(planted);
    const parts = [];
    for (const { name, text } of files) parts.push(...(await readPaste(text, name)));
    const examination = examine(parts);
    const report = toReport(examination, { version: '0' });
    expect(report.story.changes.length).toBeGreaterThan(0);
    expect(report.story.attempts.length).toBeGreaterThan(1);
    const texts: [string, string][] = [];
    for (const name of FORMAT_NAMES) {
      const format = await loadFormat(name);
      texts.push([name, await format(report, { palette: COLOURLESS, width: 80, verbose: true })]);
    }
    for (const keep of [[], [...KEEPABLE]] as NameClass[][])
      texts.push([
        `bundle ${keep.join()}`,
        makeBundle(examination, files, keep, '0a1b2c')
          .members.map(({ text }) => text)
          .join('\n'),
      ]);
    for (const [name, text] of texts) expect({ name, leaked: leaked(text, planted) }).toEqual({ name, leaked: [] });
  });
});

it('secrets that nothing announces reach no bundle, whatever is kept', () => {
  const secrets = ['k9XcanaryQ7apikeyZ3', '9876543210987654321', 'b7fd0c21aa93e45f7d'];
  const text = secrets.map((secret) => `invalid_grant for salesforce with ${secret} here\n`).join('');
  for (const keep of [[], ['names'], [...KEEPABLE]] as NameClass[][]) {
    const { members } = makeBundle(examine([]), [{ name: 'a.log', text }], keep, '0a1b2c');
    const all = members.map((member) => member.text).join('\n');
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  }
});

describe('a sentence in a bundle', () => {
  /** The sentence as it stands in the bundle of a log about a login. */
  function bundled(words: string): string {
    const text = `invalid_grant from salesforce, please ask ${words} about it\n`;
    const { members } = makeBundle(examine([]), [{ name: 'a.log', text }], [], '0a1b2c');
    return members.find(({ name }) => name.startsWith('inputs/'))!.text;
  }

  it.each([
    '0049 170 5551234',
    '0049-170-5551234',
    '00491705551234',
    '+49 (0)170 5551234',
    '+1-202-555-0143',
    'tel:+1.202.555.0143',
    '(0170) 5551234',
    '0170 5551234',
    '0170/5551234',
    '(202) 555-0143',
    '1-800-555-0143',
  ])('keeps nothing of the telephone number %s', (number) => {
    const text = bundled(number);
    expect(text).toMatch(/^invalid_grant from salesforce, please ask \S*\[…\] about it$/m);
    expect(/\d{3}/.exec(text.replaceAll('0a1b2c', ''))).toBeNull();
  });

  it.each([
    ['user: karin', 'karin'],
    ['owner: karin schmidt', 'schmidt'],
    ['REPORTER=karin.schmidt', 'karin'],
    ["the user 'karin'", 'karin'],
    ['the folder /srv/karin/keys', 'karin'],
    ['Karin', 'Karin'],
  ])('does not name the person in: %s', (words, name) => {
    expect(bundled(words).toLowerCase()).not.toContain(name.toLowerCase());
  });

  it('keeps the times and the numbers of a log, and the names that the documentation says it keeps', () => {
    const kept =
      '2026-11-17 09:44:12.123 +0100 (400) 1234567 of 1732187053 exp 1732187053000 17.11.2026 iat 10 ms 2026/11/17 or karin';
    expect(bundled(kept)).toContain(kept);
  });
});

describe('control characters of an answer and of a file name', () => {
  const CONTROLS = ['\u001b[31m', '\u0007', '\r', '\u007f', '\u0000', '\u0008'];

  it.each(['github', 'json', 'ndjson'] as const)('reach no reader of %s', async (name) => {
    for (const control of CONTROLS) {
      const description = JSON.stringify(`user is not admin approved to access this app ${control} x`);
      const log = `POST https://acme.my.salesforce.com/services/oauth2/token 400\n{"error":"invalid_app_access","error_description":${description}}\n`;
      const report = toReport(examine(await readPaste(log, `a${control}b.log`)), { version: '0' });
      const text = await (await loadFormat(name))(report, { palette: COLOURLESS, width: 80, verbose: true });
      expect(text).toContain('not-preauthorized');
      // eslint-disable-next-line no-control-regex -- these characters are the point
      expect(/[\u0000-\u0009\u000b-\u001f\u007f]/.exec(text)).toBeNull();
    }
  });
});
