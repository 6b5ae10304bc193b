import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from '../../../src/commands/arguments/route.js';
import { GROUP, RareOption } from '../../../src/commands/flags/groups.js';
import { buildProgram } from '../../../src/commands/program.js';

const run = { set: () => Promise.resolve(), settle: () => Promise.reject(new Error('not run')) };

function programAt80(full: boolean) {
  const program = buildProgram(run, { full });
  const commands = [program, ...program.commands];
  for (const command of commands) command.configureOutput({ getOutHelpWidth: () => 80 });
  return { program, commands };
}

/** The help as it is printed, with its examples. */
function helpOf(name: string, full = false): string {
  const { commands } = programAt80(full);
  const command = commands.find((one) => one.name() === name)!;
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return text;
}

const names = programAt80(false).commands.map((command) => command.name());

describe('help', () => {
  it('exists for every command that the command line knows', () => {
    expect(new Set(names.slice(1))).toEqual(new Set([...COMMANDS.filter((name) => name !== 'help'), 'complete']));
  });

  it.each(names)('of %s fits 80 columns, short and in full', (name) => {
    for (const full of [false, true])
      expect(
        helpOf(name, full)
          .split('\n')
          .filter((line) => line.length > 80),
      ).toEqual([]);
  });

  it('of fix begins with --apply and is shorter than 45 lines', () => {
    const help = helpOf('fix');
    expect(help.trimEnd().split('\n').length).toBeLessThan(45);
    expect(/^ {2}(?:-\w, )?--\w+/m.exec(help)?.[0].trim()).toBe('--apply');
  });

  it('groups the options of the commands that try a login', () => {
    for (const name of ['diagnose', 'fix', 'authorize', 'collect'])
      for (const group of [GROUP.login, GROUP.evidence, GROUP.network, GROUP.general])
        expect(helpOf(name)).toContain(`\n${group}\n`);
    expect(helpOf('diagnose')).not.toContain('\nOptions:\n');
  });

  it('describes each option, and shows every default', () => {
    const { commands } = programAt80(true);
    for (const command of commands) {
      const help = helpOf(command.name(), true).replace(/\s+/g, ' ');
      for (const option of command.options.filter(({ hidden }) => !hidden)) {
        expect([command.name(), option.flags, option.description]).not.toContain('');
        const defaultValue: unknown = option.defaultValue;
        if (typeof defaultValue === 'string' || typeof defaultValue === 'number')
          expect(help).toContain(`default: ${defaultValue}`);
      }
    }
  });

  it('lists rare options only with --verbose', () => {
    for (const command of programAt80(false).commands)
      for (const option of command.options.filter((one) => one instanceof RareOption && !one.hidden)) {
        expect(helpOf(command.name())).not.toContain(`  ${option.flags} `);
        expect(helpOf(command.name(), true)).toContain(option.flags);
      }
  });
});
