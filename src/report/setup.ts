import type { Plan } from '../remedies/plan.js';
import { Page, type Layout } from './page.js';
import { withoutControls } from './plain.js';
import { showChange, type ShownChange } from './remedy.js';
import { writeChanges } from './remedy-text.js';
import type { Report } from './schema.js';
import type { NamedTool } from './tool.js';
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
  readonly tool: NamedTool;
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
  /** The report on the last login; null when none was tried. */
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
const STATES = { there: 'existing', 'to-write': 'new', written: 'saved' } as const;

function fileLine({ what, path, state }: SetupFile): string {
  const mode = what === 'private-key' && state !== 'there' ? ' (mode 600)' : '';
  return `${path}: ${STATES[state]} ${FILES[what]}${mode}`;
}

/** A plan for the person who consents: the files, the calls, and their effects. */
export function setupPlanText(setup: SetupReport, layout: Layout): string {
  const page = new Page(layout);
  const { org, username, app, files, changes, effects } = withoutControls(setup);
  const kind = app.kind === 'connected-app' ? 'connected app' : 'External Client App';
  const there = app.wasThere ? ' (existing)' : '';
  page.text(`JWT login of ${username} to ${org} through the ${kind} ${app.name}${there}.`, '');
  page.list('Files on this machine', files.map(fileLine));
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  page.heading(changes.length === 0 ? 'No changes in the org' : `${count} in ${org}`);
  writeChanges(page, changes);
  page.list('Effects', effects);
  return page.toString();
}

/** How to use the new login from elsewhere. */
export function setupDoneText(setup: SetupReport, layout: Layout): string {
  const page = new Page(layout);
  const { username, instanceUrl, app, files, pipelines } = withoutControls(setup);
  page.line(page.palette.good('The login works.'));
  page.line();
  page.line(`  username      ${username}`);
  page.line(`  consumer key  ${app.consumerKey ?? ''}`);
  page.line(`  login URL     ${instanceUrl}`);
  for (const { what, path } of files) page.line(`  ${FILES[what].padEnd(12)}  ${path}`);
  for (const { system, store, login } of pipelines) {
    page.heading(system);
    for (const one of store) page.line(`  ${page.palette.quiet(one)}`);
    for (const one of login) page.command(one, '  ');
  }
  page.line();
  page.text('docs/ci.md explains problems with keys in CI variables, and how to run sf-jwt-doctor in a pipeline.', '');
  return page.toString();
}
