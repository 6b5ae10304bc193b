import { applyChanges, type StepEvent } from '../../remedies/apply.js';
import { newJournal } from '../../remedies/journal.js';
import type { OrgWriter } from '../../remedies/org-writer.js';
import type { Plan } from '../../remedies/plan.js';
import { showChange } from '../../report/remedy.js';
import { stepText } from '../../report/remedy-text.js';
import { packageVersion } from '../package-root.js';
import { tell } from '../terminal/output.js';
import { saver } from './undo-file.js';

/** The changes to make, and the file that reverses them. */
export interface Making {
  readonly writer: OrgWriter;
  readonly plan: Plan;
  readonly api: string;
  /** Null if the plan has no changes. */
  readonly undoFile: string | null;
  /** Returns true when no further change may be made. */
  readonly isStopped?: () => boolean;
}

/** The result of making changes. */
export interface Changed {
  readonly allMade: boolean;
  readonly events: readonly StepEvent[];
}

/** Makes the changes of a plan one by one, shows each, and keeps the undo file up to date. */
export async function makeChanges({ writer, plan, api, undoFile, isStopped }: Making): Promise<Changed> {
  if (undoFile === null) return { allMade: true, events: [] };
  const events: StepEvent[] = [];
  const journal = newJournal(plan.changes, { version: packageVersion(), org: writer.origin, cures: plan.cures });
  const allMade = await applyChanges({
    writer,
    journal,
    save: saver(undoFile),
    onStep: (event) => {
      events.push(event);
      const { change, state } = event;
      tell(stepText({ ...showChange(change, api, state), ...messageOf(event) }));
    },
    ...(isStopped && { isStopped }),
  });
  return { allMade, events };
}

/** The message of a step, if it has one. */
export function messageOf({ message }: StepEvent): { readonly message?: string } {
  return message === undefined ? {} : { message };
}
