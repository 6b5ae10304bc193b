import { Argument, type Command } from 'commander';
import { addGeneral } from './groups.js';
import type { Run } from './run.js';

const HELP = `
Install it for your shell:
  bash        echo 'source <(sf-jwt-doctor completion bash)' >> ~/.bashrc
  zsh         echo 'source <(sf-jwt-doctor completion zsh)' >> ~/.zshrc
  fish        sf-jwt-doctor completion fish \\
                > ~/.config/fish/completions/sf-jwt-doctor.fish
  PowerShell  sf-jwt-doctor completion powershell >> $PROFILE
`;

/** Adds `completion`, which prints the script of a shell, and `complete`, which such a script calls. */
export function addCompletion(program: Command, { set }: Run): void {
  addGeneral(
    program
      .command('completion')
      .description('print the completion script of a shell')
      .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish', 'powershell'])),
  )
    .addHelpText('after', HELP)
    .action((shell: 'bash' | 'zsh' | 'fish' | 'powershell') =>
      set(import('../completion.js').then(({ completion }) => completion(shell))),
    );
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: string[]) => set(import('../completion.js').then(({ complete }) => complete(words, program))));
}
