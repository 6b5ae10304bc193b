import { describe, expect, it } from '@jest/globals';
import { outlineOf, printSections, type Level, type Printers } from '../../src/report/outline.js';
import { plainSteps, plainWays } from '../../src/report/steps.js';
import { goldenReport, goldenReports } from '../support/reports.js';

const heading = ({ heading: text }: { heading: string }) => text;
const PRINTERS: Printers<undefined, string> = {
  ruledOut: heading,
  why: heading,
  remedy: heading,
  checks: heading,
};

describe('the sections', () => {
  const frozen = outlineOf(goldenReport('frozen-user.json'));
  const printed = (level?: Level) => printSections(frozen, PRINTERS, undefined, level);

  it('come in the order of the printers, and without those that have no printer', () => {
    expect(printed()).toEqual(['Ruled out', 'Why', 'What to do', 'Checks']);
  });

  it('go as deep as the level', () => {
    expect(printed('answer')).toEqual(['Why', 'What to do']);
    expect(printed('detail')).toEqual(['Why', 'What to do', 'Checks']);
  });

  it('are left out where they are empty', () => {
    const { sections } = outlineOf(goldenReport('html-answer.txt'));
    expect(Object.keys(sections)).not.toContain('remedy');
    expect(Object.keys(sections)).toEqual(expect.arrayContaining(['candidates', 'questions']));
  });
});

describe.each(goldenReports())('the remedy in the outline of %s', (_input, report) => {
  it('holds every step once, with the repair by this tool as a way of its own', () => {
    const { remedy } = outlineOf(report).sections;
    const told = remedy?.ways.flatMap(({ steps }, index) => steps.map((step) => ({ ...step, way: index + 1 })));
    expect(told ?? []).toEqual(report.diagnosis.cause?.remedy.steps ?? []);
    for (const { steps } of remedy?.ways ?? []) {
      const isFix = steps.map(({ command = '' }) => command.startsWith('sf-jwt-doctor fix '));
      expect(new Set(isFix).size).toBe(1);
    }
  });
});

it('has both ways of a cause that the API can cure', () => {
  const { remedy } = outlineOf(goldenReport('frozen-user.json')).sections;
  expect(remedy?.ways.map(({ mark }) => mark)).toEqual(['A', 'B']);
});

it('reads a report of an earlier version, whose steps have no ways', () => {
  const report = goldenReport('frozen-user.json');
  const { remedy, ...cause } = report.diagnosis.cause!;
  const steps = remedy.steps.map(({ way, ...step }) => (way === undefined ? step : { ...step }));
  const old = {
    ...report,
    diagnosis: { ...report.diagnosis, cause: { ...cause, remedy: { summary: 'Do it.', steps } } },
  };
  expect(outlineOf(old).sections.remedy?.ways).toEqual([{ mark: '', title: 'Do it.', steps }]);
});

it('prints alternatives under letters, and a single way without', () => {
  const way = (title: string, mark: string) => ({ title, mark, steps: [{ text: 'Look.' }] });
  expect(plainWays([way('One', '')])).toEqual(['1. Look.']);
  expect(plainWays([way('One', 'A'), way('Two', 'B')])).toEqual(['A. One', '   1. Look.', 'B. Two', '   1. Look.']);
});

it('prints a step with its place, link and command, in this order', () => {
  const steps = [{ text: 'Look.', command: 'c', link: 'l', where: 'w' }, { text: 'Go on.' }];
  expect(plainSteps(steps, '  ')).toEqual(['  1. Look.', '     w', '     l', '     c', '  2. Go on.']);
});
