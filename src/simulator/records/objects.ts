import { APP_OBJECTS, LATER_COLUMNS } from './apps.js';
import { EVENT_OBJECTS } from './events.js';
import { IDENTITY_OBJECTS } from './identity.js';
import type { ObjectType, Viewer } from './viewer.js';

const OBJECTS: readonly ObjectType[] = [...IDENTITY_OBJECTS, ...APP_OBJECTS, ...EVENT_OBJECTS];

/** The API that a query is sent to. */
export type QueryApi = 'rest' | 'tooling';

function isClientAppObject(name: string): boolean {
  return /^(ExternalClientApplication|ExtlClntApp)/.test(name);
}

function isServed({ name, api = 'rest' }: ObjectType, { world }: Viewer, asked: QueryApi): boolean {
  if (isClientAppObject(name)) return world.behaviour.clientAppObjects === asked;
  return api === 'both' || api === asked;
}

/** The object with this name, if the viewer, the API and its version have it. */
export function findObject(name: string, viewer: Viewer, asked: QueryApi): ObjectType | undefined {
  const found = OBJECTS.find((object) => object.name.toLowerCase() === name.toLowerCase());
  if (!found || !isServed(found, viewer, asked) || viewer.version < (found.since ?? 0)) return undefined;
  return found.visible === undefined || found.visible(viewer) ? found : undefined;
}

/** The objects that the viewer can query. */
export function visibleObjects(viewer: Viewer, asked: QueryApi): ObjectType[] {
  return OBJECTS.filter((object) => findObject(object.name, viewer, asked) === object);
}

/** The columns of an object in the viewer's API and version. */
export function columnsOf(object: ObjectType, { version }: Viewer, asked: QueryApi): string[] {
  const later = LATER_COLUMNS.filter(({ object: name }) => name === object.name);
  const known = later.filter(({ since, api }) => version >= since && (api === undefined || api === asked));
  const own = object.columns.filter((column) => !later.some((entry) => entry.column === column));
  return [...own, ...known.map(({ column }) => column)];
}

/** The object behind a relationship, without a check of the viewer's rights. */
export function parentOf(object: ObjectType, relationship: string): { name: string; object: ObjectType } | undefined {
  const entry = Object.entries(object.parents ?? {}).find(
    ([name]) => name.toLowerCase() === relationship.toLowerCase(),
  );
  const target = entry && OBJECTS.find((one) => one.name === entry[1]);
  return entry && target ? { name: entry[0], object: target } : undefined;
}
