import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { inertJson, withoutCiCommands } from '../../src/redaction/plain-log.js';
import { toReport } from '../../src/report/document.js';
import { FORMAT_NAMES, loadFormat } from '../../src/report/formats/index.js';
import { COLOURLESS } from '../../src/report/palette.js';
import { readPaste } from '../../src/sources/files/read.js';

const HOSTILE = [
  '::stop-commands::token',
  '::set-output name=a::b',
  '##vso[task.setvariable variable=PATH]evil',
  '##[command]rm',
  '##teamcity[buildStatus]',
  '\u009b31m\u202eabc',
];
/** What a runner or a terminal would obey, and what only this tool may say. */
const OBEYED = /^\s*::(?!(?:error|warning|notice) (?:file=[^\n]*,)?title=)|##\w*\[|[\u0080-\u009f\u202a-\u202e]/m;

describe.each(FORMAT_NAMES)('the format %s', (name) => {
  it.each([20, 40, 80, 200])('says nothing that a CI system or a terminal obeys, at %i columns', async (width) => {
    for (const words of HOSTILE) {
      const log = `POST https://acme.my.salesforce.com/services/oauth2/token\n{"error":"invalid_grant","error_description":${JSON.stringify(`user  ${words}`)}}\n`;
      const facts = await readPaste(log, `${words}.log`);
      const report = toReport(examine(facts), { version: '0' });
      const text = await (await loadFormat(name))(report, { palette: COLOURLESS, width, verbose: true });
      expect(OBEYED.exec(text)?.[0]).toBeUndefined();
    }
  });
});

it('a log shows commands of CI systems', () => {
  expect(withoutCiCommands('a\n  ::error::b\nc ::d ##vso[x]')).toBe('a\n  : :error::b\nc ::d # #vso[x]');
  expect(withoutCiCommands('## Heading\n- a::b')).toBe('## Heading\n- a::b');
});

it('JSON keeps its meaning', () => {
  const value = { a: HOSTILE };
  expect(JSON.parse(inertJson(JSON.stringify(value)))).toEqual(value);
});
