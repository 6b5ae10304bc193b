import type { Argument, Command, Option } from 'commander';
import { capital } from '../../src/causes/steps.js';
import { buildProgram } from '../../src/commands/program.js';
import { packageVersion } from '../../src/commands/package-root.js';

/** Text that roff prints as it is: no escapes, no hyphens that break a line, and no line that is a request. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

function placeOf(argument: Argument): string {
  const shown = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${shown}>` : `[${shown}]`;
}

function optionLines({ flags, description, argChoices, defaultValue }: Option): string[] {
  const choices = argChoices === undefined ? '' : ` One of: ${argChoices.join(', ')}.`;
  const isShown = ['string', 'number'].includes(typeof defaultValue);
  const usual = isShown ? ` Default: ${String(defaultValue)}.` : '';
  const told = capital(description.replace(/[^.]$/, '$&.'));
  return ['.TP', `.B ${roff(flags)}`, roff(`${told}${choices}${usual}`)];
}

function commandLines(command: Command): string[] {
  const name = [command.name(), ...command.registeredArguments.map(placeOf)].join(' ');
  const options = command.options.filter(({ hidden }) => !hidden);
  return [`.SS "${roff(name)}"`, roff(capital(`${command.description()}.`)), ...options.flatMap(optionLines)];
}

const EXIT_STATUS: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'The login works.'],
  ['1', 'A cause was found.'],
  ['2', 'Wrong usage, or input that cannot be read.'],
  ['3', 'Inconclusive: evidence is missing. With --strict it is 1.'],
  ['70', 'Internal error.'],
  ['130', 'Interrupted.'],
];

/** The manual page of the command line, as roff: every command with every option that help can show. */
export function manualPage(): string {
  const run = { set: () => Promise.resolve(), settle: <Options>(options: Options) => Promise.resolve(options) };
  const program = buildProgram(run, { full: true });
  return [
    `.TH SF\\-JWT\\-DOCTOR 1 "" "sf\\-jwt\\-doctor ${packageVersion()}" "User Commands"`,
    '.SH NAME',
    `sf\\-jwt\\-doctor \\- ${roff('finds out why a Salesforce JWT bearer login fails, and what to do about it')}`,
    '.SH SYNOPSIS',
    `.B sf\\-jwt\\-doctor`,
    roff(program.usage()),
    '.SH DESCRIPTION',
    roff(program.description()),
    roff('Without a command it tries the login that the options describe. At a terminal it asks for the rest.'),
    '.SH COMMANDS',
    ...program.commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH SEE ALSO',
    roff('sf-jwt-doctor explain prints the pages of the documentation.'),
    '',
  ].join('\n');
}
