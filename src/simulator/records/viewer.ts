import type { Session } from '../access.js';
import { hasRight } from '../permissions.js';
import type { Right } from '../rights.js';
import type { OrgState } from '../state.js';
import type { App, Org, User, World } from '../world.js';

/** The user who reads an org's records, the time, and the API in use. */
export interface Viewer {
  readonly world: World;
  readonly state: OrgState;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly org: Org;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The API version as a number, such as 66. */
  readonly version: number;
}

/** A record: columns, and parents as records of their own. */
export type Row = Readonly<Record<string, unknown>>;

/** An object of the org as its API shows it. */
export interface ObjectType {
  readonly name: string;
  readonly columns: readonly string[];
  /** Relationship name -> object. */
  readonly parents?: Readonly<Record<string, string>>;
  /** The first API version that has it. */
  readonly since?: number;
  /** Columns that a condition may not name. */
  readonly unfilterable?: readonly string[];
  readonly api?: 'rest' | 'tooling' | 'both';
  /** When false, the object doesn't exist for the viewer. */
  readonly visible?: (viewer: Viewer) => boolean;
  readonly rows: (viewer: Viewer) => Row[];
}

/** True when the viewer has one of the rights. */
export function may(viewer: Viewer, ...rights: Right[]): boolean {
  return rights.some((right) => hasRight(viewer.org, viewer.user, right));
}

/** An ISO time as the API writes it. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

/** The app as it was saved. Administrators see it at once, the token endpoint perhaps later. */
export function saved(app: App): App {
  return app.pendingChange ? { ...app, ...app.pendingChange.set } : app;
}

/** The time of the app's last change, in milliseconds. */
export function changedAt(viewer: Pick<Viewer, 'state'>, app: App): number {
  const underWay = app.pendingChange !== undefined || app.visibleAfterSeconds > 0;
  const secondsAgo = underWay ? Math.min(1, app.changedSecondsAgo) : app.changedSecondsAgo;
  return viewer.state.startedAt - secondsAgo * 1000;
}
