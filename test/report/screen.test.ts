import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/doctor.js';
import { toReport } from '../../src/report/document.js';
import { rowsOf } from '../../src/report/formats/screen.js';
import { toText } from '../../src/report/formats/text.js';
import { COLOURLESS } from '../../src/report/palette.js';
import type { Report } from '../../src/report/schema.js';
import { joinReadings, readReading } from '../../src/sources/files/read.js';
import { world, worldNames } from '../simulator/support/client.js';
import { root } from '../support/cli.js';
import { goldenReports } from '../support/reports.js';
import { answerOfWorld, answersOfWorld, factsOf, NOW } from '../support/world-facts.js';

const WIDTH = 80;
// An org before anything was set up has no login to report on.
const NO_LOGIN = ['setup-empty'];

/** A report on a world: with all that an admin can see, or with the answer alone. */
function worldReport(name: string, isTold: boolean): Report {
  const subject = world(name);
  const answers = answersOfWorld(subject, answerOfWorld(subject, NOW), NOW);
  const facts = [...(isTold ? factsOf(subject, NOW) : []), ...answers];
  const invocation = { jwtKeyFile: 'keys/ci key.pem', targetOrg: 'admin' };
  return toReport(examine(facts, { now: NOW / 1000 }), { version: '1.2.3' }, invocation);
}

const reports: [string, Report][] = [
  ...goldenReports(),
  ...worldNames()
    .filter((name) => !NO_LOGIN.includes(name))
    .flatMap((name): [string, Report][] => [
      [name, worldReport(name, true)],
      [`${name}, the answer alone`, worldReport(name, false)],
    ]),
];

/** Reports on real cases in a folder, where one is given: each file holds `inputs` with a name and a text. */
async function caseReports(): Promise<[string, Report][]> {
  const folder = process.env['CASES_DIR'] ?? '';
  if (folder === '' || !existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => /-\d+\.json$/.test(name));
  return Promise.all(
    files.map(async (name): Promise<[string, Report]> => {
      interface Case {
        readonly inputs: readonly { readonly name?: string; readonly text: string }[];
      }
      const { inputs } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case;
      const readings = await Promise.all(
        inputs.map((input, index) => readReading(input.text, input.name ?? `input-${index}.txt`)),
      );
      return [name, toReport(examine(await joinReadings(readings)), { version: '1.2.3' })];
    }),
  );
}

reports.push(...(await caseReports()));

const screen = (report: Report) => toText(report, { palette: COLOURLESS, width: WIDTH });
const rows = (report: Report) => rowsOf(screen(report), WIDTH);
const of = (kind: string) =>
  reports
    .filter(([, { verdict, outOfScope }]) => verdict === kind && outOfScope === null)
    .map(([name, report]) => ({ name, report }));

/** The rows that are still in view when a text has scrolled past a terminal of 24 rows, the last for the prompt. */
function inView(text: string): string {
  const lines = text.trimEnd().split('\n');
  while (rowsOf(lines.join('\n'), WIDTH) > 23) lines.shift();
  return lines.join('\n');
}

describe('the default report at 80 columns', () => {
  it('takes at most 24 rows for nine of ten named causes, and 30 for all', () => {
    const named = of('cause-found').map(({ name, report }) => ({ name, rows: rows(report) }));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((one) => one.rows > 30)).toEqual([]);
    expect(named.filter((one) => one.rows > 24).length).toBeLessThanOrEqual(named.length / 10);
  });

  it('takes at most 24 rows without a cause, and 6 when the login works', () => {
    expect(of('inconclusive').length).toBeGreaterThan(20);
    expect(
      of('inconclusive')
        .filter(({ report }) => rows(report) > 24)
        .map(({ name }) => name),
    ).toEqual([]);
    expect(of('healthy').length).toBeGreaterThan(10);
    expect(
      of('healthy')
        .filter(({ report }) => rows(report) > 6)
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('shows cause and first step on the screen that is left', () => {
    const hidden = of('cause-found').filter(({ report }) => {
      const { id, remedy } = report.diagnosis.cause!;
      const left = inView(screen(report)).replace(/\s+/g, ' ');
      return !left.includes(id) || !left.includes(remedy.summary);
    });
    expect(hidden.map(({ name }) => name)).toEqual([]);
  });

  it('ends with what to do, and says how to see more', () => {
    for (const { report } of [...of('cause-found'), ...of('inconclusive')]) {
      const text = screen(report);
      expect(text).toMatch(/^More: add --verbose/m);
      const { cause, questions } = report.diagnosis;
      if (cause !== null) expect(text).toMatch(new RegExp(`=> ${cause.id}: [^=]+$`));
      else if (questions.length > 0) expect(text).toMatch(/=> [^=]*--fact\s/);
    }
  });

  it('breaks no command, and repeats the flags of the run', () => {
    for (const { report } of of('cause-found')) {
      const commands = report.diagnosis.cause!.remedy.steps.flatMap(({ command = '' }) =>
        command === '' ? [] : [command],
      );
      const lines = new Set(
        screen(report)
          .split('\n')
          .map((line) => line.trim()),
      );
      for (const line of lines) if (line.startsWith('sf-jwt-doctor ')) expect(commands).toContain(line);
    }
    const fix = worldReport('user-frozen', true).diagnosis.cause!.remedy.steps.at(-1)!.command;
    expect(fix).toContain('-f "keys/ci key.pem"');
    expect(fix).toContain('--target-org admin');
  });
});

it('counts the rows of lines that a terminal breaks', () => {
  expect(rowsOf('a\n\nb\n', 80)).toBe(3);
  expect(rowsOf('x'.repeat(81), 80)).toBe(2);
});

/** Ten situations that a person meets; `UPDATE_GOLDEN=1 npm run test:unit -- screen` writes their screens anew. */
const SITUATIONS = [
  'approval-missing',
  'approval-missing, the answer alone',
  'certificate-mismatch',
  'wrong-login-host',
  'user-not-preauthorized',
  'user-frozen',
  'assertion-expired',
  'stacked-approval-scope',
  'html-answer.txt',
  'healthy',
];

describe.each(SITUATIONS)('the screen of %s', (name) => {
  it.each([80, 120])('at %i columns is the golden one', (width) => {
    const report = new Map(reports).get(name)!;
    const file = `${root}fixtures/screens/${name.replaceAll(/[^\w.]+/g, '-')}.${width}.txt`;
    const text = toText(report, { palette: COLOURLESS, width });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
