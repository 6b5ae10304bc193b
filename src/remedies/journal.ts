import { z } from 'zod';
import type { XmlNode } from '../sources/files/metadata/xml.js';
import { isAllowed } from './allowed-changes.js';
import type { Change } from './change.js';
import { createFile, replaceFile } from './safe-file.js';

const value = z.union([z.string(), z.boolean(), z.null(), z.strictObject({ created: z.string() })]);
const values = z.record(z.string(), value);
const flags = z.record(z.string(), z.boolean());
const node: z.ZodType<XmlNode> = z.lazy(() => z.union([z.string(), z.array(node), z.record(z.string(), node)]));
const meant = { purpose: z.string(), about: z.record(z.string(), z.string()) };
const object = z.enum(['PermissionSet', 'SetupEntityAccess', 'PermissionSetAssignment']);
const id = z.string().regex(/^\w{15,18}$/);
const metadataName = { type: z.string().regex(/^\w+$/), fullName: z.string() };

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create'),
    ...meant,
    object,
    values,
    same: z.array(z.string()),
    as: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('delete'), ...meant, object, id, values }),
  z.strictObject({
    kind: z.literal('update'),
    ...meant,
    object: z.enum(['User', 'UserLogin']),
    id,
    before: flags,
    after: flags,
  }),
  z.strictObject({
    kind: z.literal('edit-metadata'),
    ...meant,
    ...metadataName,
    edits: z.array(z.strictObject({ path: z.array(z.string()), before: node.optional(), after: node.optional() })),
  }),
  z.strictObject({
    kind: z.literal('deploy'),
    ...meant,
    components: z.array(z.strictObject({ ...metadataName, node })),
  }),
  z.strictObject({ kind: z.literal('delete-metadata'), ...meant, ...metadataName, contents: node }),
]);

const journalSchema = z.strictObject({
  undoVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('sf-jwt-doctor'), version: z.string() }),
  /** The My Domain of the org that was changed. */
  org: z.string(),
  cures: z.array(z.string()),
  steps: z.array(
    z.strictObject({
      change,
      /** `started`: the call was made, and its answer did not come. */
      state: z.enum(['planned', 'started', 'done', 'was-there', 'undone']),
      id: id.optional(),
    }),
  ),
});

/** How far one change is. */
export interface JournalStep {
  readonly change: Change;
  state: 'planned' | 'started' | 'done' | 'was-there' | 'undone';
  /** The record that was created. */
  id?: string;
}

/** A record of all changes in an org, saved before and after every call, for the undo. */
export interface Journal {
  readonly undoVersion: 1;
  readonly tool: { readonly name: 'sf-jwt-doctor'; readonly version: string };
  readonly org: string;
  readonly cures: readonly string[];
  readonly steps: JournalStep[];
}

/** Begins the journal of a plan. */
export function newJournal(
  changes: readonly Change[],
  about: { readonly version: string; readonly org: string; readonly cures: readonly string[] },
): Journal {
  return {
    undoVersion: 1,
    tool: { name: 'sf-jwt-doctor', version: about.version },
    org: about.org,
    cures: about.cures,
    steps: changes.map((one) => ({ change: one, state: 'planned' })),
  };
}

/**
 * Writes a journal, readable by its owner only; a run that ends in between leaves the one before. A new journal replaces
 * nothing. Throws what the file system throws.
 */
export function saveJournal(file: string, journal: Journal, isNew = false): void {
  (isNew ? createFile : replaceFile)(file, `${JSON.stringify(journal, null, 2)}\n`, 0o600);
}

/** Reads a journal back; undefined for a text that is none, or that holds a change no plan makes. */
export function readJournal(text: string): Journal | undefined {
  try {
    const journal = journalSchema.parse(JSON.parse(text)) as unknown as Journal;
    return journal.steps.every(({ change }) => isAllowed(change)) ? journal : undefined;
  } catch {
    return undefined;
  }
}
