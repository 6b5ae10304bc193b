import { undoChanges, type StepEvent } from '../../remedies/apply.js';
import type { Change } from '../../remedies/change.js';
import { readJournal, type Journal } from '../../remedies/journal.js';
import { readLimited } from '../../sources/regular-file.js';
import type { OrgWriter } from '../../remedies/org-writer.js';
import { EXIT } from '../../report/exit-code.js';
import { COLOURLESS } from '../../report/palette.js';
import { showUndo, type ShownChange } from '../../report/remedy.js';
import { changesText } from '../../report/remedy-text.js';
import { carryOut } from '../changes/carry-out.js';
import { messageOf } from '../changes/make-changes.js';
import { apiPath, openWriter } from '../changes/open-writer.js';
import { saver } from '../changes/undo-file.js';
import { print, printJson } from '../terminal/output.js';
import { layoutOf, readTerminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';
import type { FixOptions } from './options.js';

/** The changes of an earlier run that are still in place, last one first. */
interface UndoPlan {
  readonly writer: OrgWriter;
  readonly journal: Journal;
  readonly api: string;
  readonly ids: ReadonlyMap<Change, string | undefined>;
  readonly changes: readonly ShownChange[];
}

const LARGEST_JOURNAL = 50_000_000;

function readUndoFile(file: string): Journal {
  let text: string;
  try {
    text = readLimited(file, LARGEST_JOURNAL)?.toString('utf8') ?? '';
  } catch {
    throw new UsageError(`--undo ${file}: there is no such file; "fix --apply" names the file that it writes`);
  }
  const journal = readJournal(text);
  if (journal === undefined)
    throw new UsageError(`--undo ${file}: this is not a file that "fix --apply" wrote, or it was changed`);
  return journal;
}

async function planUndo(options: FixOptions, file: string): Promise<UndoPlan> {
  const journal = readUndoFile(file);
  const { writer } = await openWriter('fix', options);
  if (writer.origin !== journal.org)
    throw new UsageError(
      `--undo ${file}: it is about ${journal.org}, and the session is of ${writer.origin}; use a session of that org`,
    );
  const api = await apiPath(writer);
  const open = journal.steps.filter(({ state }) => state === 'done' || state === 'started').reverse();
  return {
    writer,
    journal,
    api,
    ids: new Map(open.map(({ change, id }) => [change, id])),
    changes: open.map(({ change, id }) => showUndo(change, api, { id })),
  };
}

/** `fix --undo <file>`: reverses the changes of an earlier run. */
export async function undoFix(options: FixOptions, file: string): Promise<number> {
  const terminal = readTerminal({ json: options.json === true, input: options.input !== false });
  const layout = await layoutOf(terminal);
  const tellChanges = (changes: readonly ShownChange[], text: string) =>
    options.json === true ? printJson({ schemaVersion: 1, undo: file, changes }) : print(text);
  return carryOut({
    options,
    terminal,
    plan: async () => {
      const plan = await planUndo(options, file);
      if (plan.changes.length > 0) return plan;
      await tellChanges([], 'There is nothing to put back.\n');
      return EXIT.healthy;
    },
    show: async ({ changes }) => {
      await tellChanges(
        changes,
        `These changes would be put back, in this order:\n${changesText(changes, layout)}\n\nNothing was changed. Add --apply to put them back.\n`,
      );
      return EXIT.healthy;
    },
    consent: ({ changes }) => ({
      text: `These changes are put back, in this order:\n${changesText(changes, { ...layout, palette: COLOURLESS })}`,
      changes: changes.length,
      declined: EXIT.healthy,
    }),
    apply: async ({ writer, journal, api, ids }) => {
      const events: StepEvent[] = [];
      const onStep = (event: StepEvent) => void events.push(event);
      const remaining = await undoChanges({ writer, journal, save: saver(file, true), onStep });
      const done = events.map((event) => ({
        ...showUndo(event.change, api, { id: ids.get(event.change), state: event.state }),
        ...messageOf(event),
      }));
      return { done, remaining };
    },
    verify: ({ remaining }) => Promise.resolve({ works: remaining === 0 }),
    conclude: async ({ done }, { works }) => {
      await tellChanges(done, `${changesText(done, layout)}\n`);
      return works ? EXIT.healthy : EXIT.causeFound;
    },
  });
}
