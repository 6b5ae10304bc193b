import { describe, expect, it } from '@jest/globals';
import { outlineOf, printSections, stepsOf, type Level, type Printers } from '../../src/report/outline.js';
import { plainSteps } from '../../src/report/steps.js';
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
    expect(printed()).toEqual(['Ruled out', 'Why it is this', 'What to do', 'Checks']);
  });

  it('go as deep as the level', () => {
    expect(printed('answer')).toEqual(['Why it is this', 'What to do']);
    expect(printed('detail')).toEqual(['Why it is this', 'What to do', 'Checks']);
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
    expect(remedy ? stepsOf(remedy) : []).toEqual(report.diagnosis.cause?.remedy.steps ?? []);
    for (const { by, steps } of remedy?.ways ?? [])
      for (const { command = '' } of steps) expect(/^sf-jwt-doctor fix /.test(command)).toBe(by === 'doctor');
  });
});

it('has both ways of a cause that the API can cure', () => {
  const { remedy } = outlineOf(goldenReport('frozen-user.json')).sections;
  expect(remedy?.ways.map(({ by }) => by)).toEqual(['person', 'doctor']);
});

it('prints a step with its place, link and command, in this order', () => {
  const steps = [{ text: 'Look.', command: 'c', link: 'l', where: 'w' }, { text: 'Go on.' }];
  expect(plainSteps(steps, '  ')).toEqual(['  1. Look.', '     w', '     l', '     c', '  2. Go on.']);
});
