import type { Change, Value, XmlNode } from '../remedies/change.js';
import type { FactStore } from '../facts/store.js';
import type { Plan } from '../remedies/plan.js';
import { METADATA_FOLDERS } from '../salesforce/metadata-files.js';
import { type CauseId, causeOf, remedyOf } from '../causes/index.js';
import type { RehearsalReport } from './rehearsal.js';
import type { Report } from './schema.js';
import { stepsOf, type Step } from '../causes/steps.js';
import { EFFECT_WORDS, PURPOSE_WORDS, REFUSAL_WORDS, UNDO_WORDS } from './words/changes.js';
import { named, type NamedTool, type Tool } from './tool.js';
import { subjectOf } from './words/subject.js';

/** A change as people and machines read it. */
export interface ShownChange {
  readonly purpose: string;
  readonly title: string;
  /** The exact call. */
  readonly call: string;
  /** The settings that the call changes, with the values before and after. */
  readonly values: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
  readonly state: 'planned' | 'done' | 'was-there' | 'undone' | 'nothing-to-undo' | 'left' | 'failed';
  readonly message?: string;
}

/** The plan and the outcome of a remedy, schema version 1. */
export interface RemedyReport {
  readonly schemaVersion: 1;
  readonly tool: NamedTool;
  /** The org that is written to. */
  readonly org: string;
  /** Each with how sure it is; `next` is what would stop the login after that. */
  readonly cures: readonly {
    readonly id: CauseId;
    readonly title: string;
    readonly confidence: 'confirmed' | 'likely' | 'possible' | 'next';
  }[];
  readonly changes: readonly ShownChange[];
  readonly effects: readonly string[];
  readonly left: readonly {
    readonly cause: CauseId;
    readonly title: string;
    readonly why: string;
    /** How a person does it. */
    readonly steps: readonly Step[];
  }[];
  /** The plan played on a twin of the org; null where nothing is planned, or where it was not played. */
  readonly rehearsal: RehearsalReport | null;
  readonly applied: boolean;
  /** The file that puts the changes back. */
  readonly undoFile: string | null;
  /** How the login was answered last. */
  readonly report: Report;
}

const LONGEST_BLOCK = 200;

/** Shortens a certificate, which nobody reads. Everything else stays whole: a person consents to it. */
function shorten(text: string): string {
  const line = text
    .replace(/-----[^-]+-----/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const block = line.replaceAll(' ', '');
  const isBlock = block.length > LONGEST_BLOCK && /^[\w+/]+=*$/.test(block);
  return isBlock ? `${line.slice(0, 30)}… (${line.length} characters)` : line;
}

function shownNode(node: XmlNode | undefined): string | null {
  if (node === undefined || node === '') return null;
  if (typeof node === 'string') return shorten(node);
  if (Array.isArray(node)) return (node as readonly XmlNode[]).map((one) => shownNode(one) ?? '').join(', ') || null;
  return Object.entries(node as Record<string, XmlNode>)
    .map(([name, value]) => `${name} ${shownNode(value) ?? ''}`)
    .join(' ');
}

function shownValue(value: Value): string {
  return typeof value === 'object' && value !== null ? `<the id of ${value.created}>` : String(value);
}

function callOf(change: Change, api: string): string {
  switch (change.kind) {
    case 'create':
      return `POST ${api}/sobjects/${change.object}`;
    case 'delete':
      return `DELETE ${api}/sobjects/${change.object}/${change.id}`;
    case 'update':
      return `PATCH ${api}/sobjects/${change.object}/${change.id}`;
    case 'edit-metadata':
      return `Metadata API, updateMetadata: ${change.type} ${change.fullName}`;
    case 'deploy':
      return `Metadata API, deploy: ${change.components.length} components`;
    case 'delete-metadata':
      return `Metadata API, deleteMetadata: ${change.type} ${change.fullName}`;
  }
}

function valuesOf(change: Change): ShownChange['values'] {
  switch (change.kind) {
    case 'create':
      return Object.entries(change.values).map(([name, value]) => ({ name, before: null, after: shownValue(value) }));
    case 'delete':
      return Object.entries(change.values).map(([name, value]) => ({ name, before: shownValue(value), after: null }));
    case 'update':
      return Object.entries(change.after).map(([name, value]) => ({
        name,
        before: String(change.before[name]),
        after: String(value),
      }));
    case 'edit-metadata':
      return change.edits.map(({ path, before, after }) => ({
        name: path.join('.'),
        before: shownNode(before),
        after: shownNode(after),
      }));
    case 'deploy':
      return change.components.flatMap(({ type, fullName, node }) =>
        Object.entries(node as Record<string, XmlNode>).map(([name, value]) => ({
          name: `${fullName}.${METADATA_FOLDERS[type]?.suffix ?? type} > ${name}`,
          before: null,
          after: shownNode(value),
        })),
      );
    case 'delete-metadata':
      return Object.entries(change.contents as Record<string, XmlNode>).map(([name, value]) => ({
        name,
        before: shownNode(value),
        after: null,
      }));
  }
}

/** A change in words, with the exact call. `api` is the path of the REST API, such as `/services/data/v68.0`. */
export function showChange(change: Change, api: string, state: ShownChange['state'] = 'planned'): ShownChange {
  const { purpose, about } = change;
  return {
    purpose,
    title: PURPOSE_WORDS[purpose](about),
    call: callOf(change, api),
    values: valuesOf(change),
    state,
  };
}

function undoCall(change: Change, api: string, id: string | undefined): string {
  switch (change.kind) {
    case 'create':
      return `DELETE ${api}/sobjects/${change.object}/${id ?? `<record ID>`}`;
    case 'delete':
      return `POST ${api}/sobjects/${change.object}`;
    case 'delete-metadata':
      return `Metadata API, createMetadata: ${change.type} ${change.fullName}`;
    case 'deploy':
      return 'Setup > External Client App Manager';
    case 'update':
    case 'edit-metadata':
      return callOf(change, api);
  }
}

/** The undo of a change: the exact call, with the values reversed. */
export function showUndo(
  change: Change,
  api: string,
  { id, state = 'planned' }: { readonly id?: string | undefined; readonly state?: ShownChange['state'] },
): ShownChange {
  const shown = showChange(change, api, state);
  return {
    ...shown,
    title: `Undo: ${UNDO_WORDS[change.purpose](change.about)}`,
    call: undoCall(change, api, id),
    values: shown.values.map(({ name, before, after }) => ({ name, before: after, after: before })),
  };
}

/** The document of a remedy. */
export function toRemedyReport(
  { cures, changes, effects, left }: Plan,
  about: {
    readonly tool: Tool;
    readonly org: string;
    readonly api: string;
    readonly rehearsal?: RehearsalReport | null;
    readonly applied: boolean;
    readonly undoFile: string | null;
    readonly report: Report;
    readonly facts: FactStore;
    readonly states?: readonly (Pick<ShownChange, 'state'> & { readonly message?: string })[];
  },
): RemedyReport {
  const { tool, org, api, rehearsal = null, applied, undoFile, report, facts, states = [] } = about;
  const subject = subjectOf(facts, {}, tool.command);
  const { cause: found } = report.diagnosis;
  return {
    schemaVersion: 1,
    tool: named(tool),
    org,
    cures: cures.map((id) => ({
      id,
      title: causeOf(id).title,
      confidence: found?.id === id ? found.confidence : found === null ? 'possible' : 'next',
    })),
    changes: changes.map((change, index) => ({ ...showChange(change, api), ...states[index] })),
    effects: effects.map(({ code, about: words }) => EFFECT_WORDS[code](words)),
    left: left.map(({ cause, code, detail }) => ({
      cause,
      title: causeOf(cause).title,
      why: REFUSAL_WORDS[code](detail),
      steps: stepsOf(remedyOf(cause, subject)),
    })),
    rehearsal,
    applied,
    undoFile,
    report,
  };
}
