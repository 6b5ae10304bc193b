import type { Command } from 'commander';
import { addGeneral, GROUP } from './groups.js';
import type { Run } from './run.js';

/** Adds the commands that look something up: `explain`, `diff`, `schema`. */
export function addReference(program: Command, { set }: Run): void {
  addGeneral(
    program
      .command('explain')
      .description('explain an error, a cause, a check or a topic')
      .argument('[text...]', 'error text or code, cause, check, or topic such as fix')
      .optionsGroup(GROUP.report)
      .option('-v, --verbose', 'print the whole page of the documentation')
      .option('--json', 'print as JSON'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor explain approval-missing\n  $ sf-jwt-doctor explain "user hasn\'t approved this consumer"\n  $ sf-jwt-doctor explain authorize\n',
    )
    .action((words: string[], options: { json?: boolean; verbose?: boolean }) =>
      set(
        import('../explain.js').then(({ explain }) =>
          explain(words.length === 0 ? undefined : words.join(' '), options),
        ),
      ),
    );

  addGeneral(
    program
      .command('diff')
      .description('show what differs between two saved JSON reports')
      .argument('[reports...]', 'the earlier report and the later one; - for stdin')
      .optionsGroup(GROUP.report)
      .option('--json', 'print as JSON'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor diff before.json after.json\n  $ sf-jwt-doctor error.txt --json | sf-jwt-doctor diff before.json -\n\nExit codes: 0 no difference, 1 a difference, 2 a file is not a report.\n',
    )
    .action((files: string[], options: { json?: boolean }) =>
      set(import('../diff.js').then(({ diff }) => diff(files, options))),
    );

  addGeneral(
    program
      .command('schema')
      .description('print the JSON Schema of reports, evidence or settings')
      .argument('[name]', 'report, evidence or config', 'report'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  $ sf-jwt-doctor schema\n  $ sf-jwt-doctor schema config > config.schema.json\n',
    )
    .action((name: string) => set(import('../schema.js').then(({ schema }) => schema(name))));
}
