import { expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { toReport } from '../../src/report/document.js';
import { loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
import { readPaste } from '../../src/sources/files/read.js';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T06:00:00Z`;
const LOGIN = 'sf org login jwt --username ci@acme.example.com --instance-url https://acme.my.salesforce.com';
const nights = Array.from(
  { length: 7 },
  (_, night) =>
    `${day(night + 1)} ${LOGIN}\n${day(night + 1)} Successfully authorized ci@acme.example.com with org ID 00D8d000004XyZaEAK\n`,
);
const LOG = `${nights.join('')}${day(20)} ${LOGIN}\n${day(20)} Error (JwtGrantError): Error authenticating with JWT config due to: user hasn't approved this consumer\n`;

it.each(['text', 'markdown', 'html', 'junit'] as const)(
  'the last six events stand in order in %s, and in what is folded the rest',
  async (name) => {
    const report = toReport(examine(await readPaste(LOG, 'job.log')), { version: '0' });
    expect(report.story.attempts.length).toBe(8);
    const format = await loadFormat(name);
    const shown = (await format(report, { palette: COLOURLESS, width: 200, verbose: true })).replace(/\s+/g, ' ');
    const at = (date: string) => shown.indexOf(`2026-11-${date} 06:00 UTC: The login of ci@acme.example.com`);
    const heading = shown.lastIndexOf('What happened, in order');
    expect(heading).toBeGreaterThan(-1);
    const places = ['03', '04', '05', '06', '07', '20'].map(at);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(heading);
    if (name !== 'junit') expect(at('01')).toBeGreaterThan(-1);
  },
);
