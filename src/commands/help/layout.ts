import { Help, type Command, type HelpConfiguration, type Option } from 'commander';
import { RareOption } from '../flags/groups.js';

/** The default of an option as its help shows it: none for switches and empty lists. */
function shownDefault({ defaultValue }: Option): string | undefined {
  if (defaultValue === undefined || typeof defaultValue === 'boolean') return undefined;
  const text = [defaultValue].flat().map(String).join(',');
  return text === '' ? undefined : `default: ${text}`;
}

function optionDescription(option: Option): string {
  const { description, argChoices } = option;
  const choices = argChoices === undefined ? undefined : argChoices.join(', ');
  const added = [choices, shownDefault(option)].filter((one) => one !== undefined).join('; ');
  return added === '' ? description : `${description} (${added})`;
}

/** How help is laid out: defaults shown, no "[options]" in lists of commands, rare options only if `full`. */
export function helpLayout(full: boolean): HelpConfiguration {
  return {
    optionDescription,
    subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trim(),
    visibleOptions(this: Help, command: Command) {
      const options = Help.prototype.visibleOptions.call(this, command);
      // commander also asks when it looks for a flag near a mistyped one: then every option counts.
      const isHelp = this.helpWidth !== undefined;
      return full || !isHelp ? options : options.filter((option) => !(option instanceof RareOption));
    },
  };
}
