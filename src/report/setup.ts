import type { Plan } from '../remedies/plan.js';
import type { Palette } from './palette.js';
import { withoutControls } from './plain.js';
import { showChange, type ShownChange } from './remedy.js';
import { changesText } from './remedy-text.js';
import type { Report } from './schema.js';
import { wrap } from './text.js';
import { EFFECT_WORDS } from './words/changes.js';
import type { Pipeline } from './words/pipelines.js';

/** A file on this machine that a set-up needs. */
export interface SetupFile {
  readonly what: 'private-key' | 'certificate';
  readonly path: string;
  readonly state: 'there' | 'to-write' | 'written';
}

/** The plan and the outcome of a set-up, schema version 1. */
export interface SetupReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'sf-jwt-doctor'; readonly version: string };
  /** The org that is written to. */
  readonly org: string;
  readonly username: string;
  /** The host to log in at. */
  readonly instanceUrl: string;
  readonly app: {
    readonly name: string;
    readonly kind: 'connected-app' | 'external-client-app';
    /** Null while there is no app. */
    readonly consumerKey: string | null;
    readonly wasThere: boolean;
  };
  readonly files: readonly SetupFile[];
  readonly changes: readonly ShownChange[];
  readonly effects: readonly string[];
  readonly applied: boolean;
  /** The file that puts the changes back. */
  readonly undoFile: string | null;
  /** How the login was answered last; null where none was tried. */
  readonly report: Report | null;
  /** How to store the key and to log in elsewhere; empty while the login does not work. */
  readonly pipelines: readonly Pipeline[];
}

/** The changes and effects of a plan, in words. */
export function shownPlan(
  { changes, effects }: Plan,
  api: string,
  states: readonly (Pick<ShownChange, 'state'> & { readonly message?: string })[] = [],
): Pick<SetupReport, 'changes' | 'effects'> {
  return {
    changes: changes.map((change, index) => ({ ...showChange(change, api), ...states[index] })),
    effects: effects.map(({ code, about }) => EFFECT_WORDS[code](about)),
  };
}

const FILES = { 'private-key': 'private key', certificate: 'certificate' } as const;
const STATES = { there: 'there already', 'to-write': 'is made', written: 'written' } as const;

function fileLine({ what, path, state }: SetupFile): string {
  const mode = what === 'private-key' && state !== 'there' ? ', readable by you alone (mode 600)' : '';
  return `${path}: ${FILES[what]}, ${STATES[state]}${mode}`;
}

/** How to lay out. */
interface Layout {
  readonly palette: Palette;
  readonly width: number;
}

/** A plan for the person who is to consent: the files, the calls, and what they mean. */
export function setupPlanText(setup: SetupReport, { palette, width }: Layout): string {
  const columns = Math.max(40, Math.min(width, 100));
  const { org, username, app, files, changes, effects } = withoutControls(setup);
  const lines = [
    wrap(
      `A JWT login of ${username} at ${org}, by the ${app.kind === 'connected-app' ? 'connected app' : 'External Client App'} ${app.name}${app.wasThere ? ', which is there already' : ''}.`,
      columns,
    ),
    '',
    palette.heading('Files on this machine'),
    ...files.map((file) => wrap(fileLine(file), columns, '  - ', '    ')),
    '',
    palette.heading(
      changes.length === 0
        ? 'Nothing has to be changed in the org'
        : `${changes.length === 1 ? '1 change' : `${changes.length} changes`} in ${org}`,
    ),
  ];
  if (changes.length > 0) lines.push(changesText(changes, { palette, width }));
  if (effects.length > 0) lines.push('', palette.heading('What it means'));
  for (const effect of effects) lines.push(wrap(effect, columns, '  - ', '    '));
  return `${lines.join('\n')}\n`;
}

/** What there is once the login works: how to use it from elsewhere. */
export function setupDoneText(setup: SetupReport, { palette, width }: Layout): string {
  const columns = Math.max(40, Math.min(width, 100));
  const { username, instanceUrl, app, files, pipelines } = withoutControls(setup);
  const lines = [
    palette.good('The login works.'),
    '',
    `  username      ${username}`,
    `  consumer key  ${app.consumerKey ?? ''}`,
    `  login URL     ${instanceUrl}`,
    ...files.map(({ what, path }) => `  ${FILES[what].padEnd(12)}  ${path}`),
  ];
  for (const { system, store, login } of pipelines) {
    lines.push('', palette.heading(system));
    for (const one of store) lines.push(`  ${palette.quiet(one)}`);
    for (const one of login) lines.push(`  ${palette.copy(one)}`);
  }
  lines.push('', wrap('What goes wrong with keys in variables, and the doctor in a pipeline: docs/ci.md.', columns));
  return `${lines.join('\n')}\n`;
}
