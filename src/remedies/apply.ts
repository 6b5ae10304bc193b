import type { Change, CreateRecord, EditMetadata, RecordObject, Value } from './change.js';
import { deployComponents } from './deploy.js';
import type { Journal, JournalStep } from './journal.js';
import { edited, inverse } from './metadata.js';
import type { OrgWriter, Wrote } from './org-writer.js';

/** Progress events while changes are made or undone. */
export interface StepEvent {
  readonly change: Change;
  readonly state: 'done' | 'was-there' | 'undone' | 'nothing-to-undo' | 'left' | 'failed';
  /** Why it failed or was left. */
  readonly message?: string;
}

/** Options for carrying out changes. */
export interface Carrying {
  readonly writer: OrgWriter;
  readonly journal: Journal;
  /** Keeps the journal; called before and after every call. */
  readonly save: (journal: Journal) => void;
  readonly onStep: (event: StepEvent) => void;
  /** True when no further change is to be made. */
  readonly isStopped?: () => boolean;
}

/** An answer that says no changed nothing; one that did not come, or speaks of a fault of the server, may have. */
const MAY_HAVE_WRITTEN = /^(FAILED|TIMEOUT|UnansweredError|ERROR_HTTP_5\d\d|UNKNOWN_EXCEPTION|SERVER_UNAVAILABLE)$/;

type Outcome = { readonly ok: true; readonly wasThere?: boolean; readonly id?: string } | (Wrote & { ok: false });

const failed = (code: string, message: string): Wrote & { ok: false } => ({ ok: false, code, message });

/** Makes the changes of a journal, each once, in order; the first that fails ends it. True when all are made. */
export async function applyChanges({ writer, journal, save, onStep, isStopped }: Carrying): Promise<boolean> {
  const created = new Map<string, string>();
  for (const step of journal.steps) {
    if (isStopped?.() === true) return false;
    const { change } = step;
    step.state = 'started';
    save(journal);
    const outcome = await make(writer, change, created);
    if (!outcome.ok) {
      if (!MAY_HAVE_WRITTEN.test(outcome.code)) step.state = 'planned';
      save(journal);
      onStep({ change, state: 'failed', message: `${outcome.code}: ${outcome.message}` });
      return false;
    }
    step.state = outcome.wasThere === true ? 'was-there' : 'done';
    if (outcome.id !== undefined) step.id = outcome.id;
    if (change.kind === 'create' && change.as !== undefined && step.id !== undefined) created.set(change.as, step.id);
    save(journal);
    onStep({ change, state: step.state });
  }
  return true;
}

function make(writer: OrgWriter, change: Change, created: ReadonlyMap<string, string>): Promise<Outcome> {
  switch (change.kind) {
    case 'create':
      return createRecord(writer, change, created);
    case 'delete':
      return writer.remove(change.object, change.id);
    case 'update':
      return writer.update(change.object, change.id, change.after);
    case 'edit-metadata':
      return editComponent(writer, change, change.edits);
    case 'deploy':
      return deployComponents(writer, change.components);
    case 'delete-metadata':
      return writer.deleteMetadata(change.type, change.fullName);
  }
}

/** Values with the ids of the records that were created before; undefined while one of them is not there. */
function resolved(
  values: Readonly<Record<string, Value>>,
  created: ReadonlyMap<string, string>,
): Record<string, string | boolean | null> | undefined {
  const entries = Object.entries(values).map(
    ([name, value]) =>
      [name, typeof value === 'object' && value !== null ? created.get(value.created) : value] as const,
  );
  return entries.some(([, value]) => value === undefined)
    ? undefined
    : (Object.fromEntries(entries) as Record<string, string | boolean | null>);
}

async function findRecord(
  writer: OrgWriter,
  object: RecordObject,
  same: readonly string[],
  values: Readonly<Record<string, string | boolean | null>>,
): Promise<Outcome & { found?: string }> {
  const columns = Object.fromEntries(same.map((name) => [name, String(values[name])]));
  const read = await writer.find(object, columns);
  if (!read.ok) return failed('NOT-READ', read.detail);
  return { ok: true, ...(read.value !== undefined && { found: read.value }) };
}

async function createRecord(
  writer: OrgWriter,
  { object, values, same }: CreateRecord,
  created: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const known = resolved(values, created);
  if (known === undefined) return failed('NOT-READ', 'a record that this one belongs to was not created');
  const wrote = await writer.create(object, known);
  if (wrote.ok || !/DUPLICATE/.test(wrote.code)) return wrote;
  const there = await findRecord(writer, object, same, known);
  return there.ok && there.found !== undefined ? { ok: true, wasThere: true, id: there.found } : wrote;
}

async function editComponent(
  writer: OrgWriter,
  { type, fullName }: Pick<EditMetadata, 'type' | 'fullName'>,
  edits: EditMetadata['edits'],
): Promise<Outcome> {
  const read = await writer.read(type, [fullName]);
  if (!read.ok) return failed('NOT-READ', read.detail);
  const node = read.value.get(fullName);
  if (node === undefined) return failed('NOT-READ', `${type} ${fullName} is not readable`);
  const result = edited(node, edits);
  if ('conflict' in result)
    return failed(
      'CHANGED-SINCE',
      `${result.conflict.path.join('.')} of ${type} ${fullName} was changed by somebody else in the meantime`,
    );
  if (!result.changed) return { ok: true, wasThere: true };
  return writer.updateMetadata({ type, fullName, node: result.node });
}

/**
 * Puts back what a journal says was changed, the last change first. What somebody else changed since stays as it is.
 * Returns the number of changes that could not be undone.
 */
export async function undoChanges({ writer, journal, save, onStep }: Carrying): Promise<number> {
  let remaining = 0;
  const ids = new Map(
    journal.steps.flatMap(({ change, id }): [string, string][] =>
      change.kind === 'create' && change.as !== undefined && id !== undefined ? [[change.as, id]] : [],
    ),
  );
  let isStillSwitched = false;
  for (const step of [...journal.steps].reverse()) {
    if (step.state !== 'done' && step.state !== 'started') continue;
    const { change } = step;
    // While only pre-authorized users get in, taking back what admits them would cut them off.
    const outcome = isStillSwitched
      ? failed('NEEDED', 'the app still admits only pre-authorized users, and this is what admits them')
      : await putBack(writer, step, ids);
    if (!outcome.ok && change.purpose === 'switch-policy') isStillSwitched = true;
    if (outcome.ok) {
      step.state = 'undone';
      save(journal);
      onStep({ change, state: outcome.wasThere === true ? 'nothing-to-undo' : 'undone' });
    } else {
      remaining += 1;
      onStep({ change, state: 'left', message: outcome.message });
    }
  }
  return remaining;
}

async function putBack(writer: OrgWriter, step: JournalStep, ids: ReadonlyMap<string, string>): Promise<Outcome> {
  const { change } = step;
  switch (change.kind) {
    case 'create': {
      if (step.id !== undefined) return writer.remove(change.object, step.id);
      const values = resolved(change.values, ids);
      if (values === undefined) return { ok: true, wasThere: true };
      const there = await findRecord(writer, change.object, change.same, values);
      if (!there.ok) return there;
      return there.found === undefined ? { ok: true, wasThere: true } : writer.remove(change.object, there.found);
    }
    case 'delete': {
      const values = resolved(change.values, ids);
      if (values === undefined) return failed('NOT-READ', 'a record that this one belongs to is not there any more');
      const wrote = await writer.create(change.object, values);
      return !wrote.ok && /DUPLICATE/.test(wrote.code) ? { ok: true, wasThere: true } : wrote;
    }
    case 'update':
      if (change.purpose === 'unlock-user') return failed('BY-HAND', 'a password cannot be locked by API');
      return writer.update(change.object, change.id, change.before);
    case 'edit-metadata':
      return editComponent(writer, change, inverse(change.edits));
    case 'deploy':
      return failed(
        'BY-HAND',
        'an app is deleted in Setup, not by this tool: External Client App Manager > the app > Delete',
      );
    case 'delete-metadata':
      return writer.createMetadata({ type: change.type, fullName: change.fullName, node: change.contents });
  }
}
