import { accessId, appId, assignmentId, permissionSetId, profileSetId, userLoginId } from '../record-ids.js';
import { columnsOf, findObject, visibleObjects } from '../records/objects.js';
import { answerQuery } from '../records/query.js';
import { may, type Viewer } from '../records/viewer.js';
import type { App, Org } from '../world.js';

/** An answer of the sObject resource: a body, or an error as Salesforce words it. */
export type SobjectReply =
  | { readonly status: number; readonly body?: unknown }
  | { readonly status: number; readonly errorCode: string; readonly message: string };

type Values = Readonly<Record<string, unknown>>;

const denied = (message = 'insufficient access rights on cross-reference id'): SobjectReply => ({
  status: 400,
  errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  message,
});
const notFound: SobjectReply = {
  status: 404,
  errorCode: 'NOT_FOUND',
  message: 'The requested resource does not exist',
};
const done: SobjectReply = { status: 204 };

function created(id: string): SobjectReply {
  return { status: 201, body: { id, success: true, errors: [] } };
}

function same(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.slice(0, 15) === b.slice(0, 15);
}

/** The app's list that a permission set id belongs in: its profiles or its permission sets. */
function selectionOf(
  org: Org,
  parentId: unknown,
): { list: 'profiles' | 'permissionSets'; name: string; carries: boolean } | undefined {
  const profile = org.profiles.find((one) => same(parentId, profileSetId(org, one)));
  if (profile) return { list: 'profiles', name: profile.name, carries: true };
  const set = org.permissionSets.find((one) => same(parentId, permissionSetId(org, one)));
  return set && { list: 'permissionSets', name: set.name, carries: set.carriesApps };
}

/** The app's list, and the one in a change that the endpoint doesn't see yet. */
function selections(app: App, list: 'profiles' | 'permissionSets'): string[][] {
  const coming = app.pendingChange?.set[list];
  return coming === undefined || coming === app[list] ? [app[list]] : [app[list], coming];
}

function grant(viewer: Viewer, values: Values): SobjectReply {
  if (!may(viewer, 'ManageProfilesPermissionsets')) return denied();
  if ('SetupEntityType' in values)
    return {
      status: 400,
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: 'Field is not writeable: SetupEntityAccess.SetupEntityType',
    };
  const { org } = viewer;
  const app = org.apps.find((one) => one.origin !== 'uninstalled' && same(values['SetupEntityId'], appId(org, one)));
  const selection = selectionOf(org, values['ParentId']);
  if (!app || !selection)
    return { status: 400, errorCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' };
  if (!selection.carries)
    return {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: "Can't grant access: the permission set's license doesn't allow it",
    };
  const lists = selections(app, selection.list);
  if (lists.some((names) => names.includes(selection.name)))
    return {
      status: 400,
      errorCode: 'DUPLICATE_VALUE',
      message: 'duplicate value found: SetupEntityId duplicates value',
    };
  for (const names of lists) names.push(selection.name);
  return created(accessId(org, String(values['ParentId']), app.consumerKey));
}

function revoke(viewer: Viewer, id: string): SobjectReply {
  if (!may(viewer, 'ManageProfilesPermissionsets')) return denied();
  const { org } = viewer;
  for (const app of org.apps) {
    for (const [list, idOf] of [
      ['profiles', profileSetId],
      ['permissionSets', permissionSetId],
    ] as const) {
      let found = false;
      for (const names of selections(app, list)) {
        const at = names.findIndex((name) => same(id, accessId(org, idOf(org, { name }), app.consumerKey)));
        if (at === -1) continue;
        names.splice(at, 1);
        found = true;
      }
      if (found) return done;
    }
  }
  return notFound;
}

function assign(viewer: Viewer, values: Values): SobjectReply {
  if (!may(viewer, 'AssignPermissionSets')) return denied();
  const { org } = viewer;
  const user = org.users.find((one) => same(values['AssigneeId'], one.id));
  const set = org.permissionSets.find((one) => same(values['PermissionSetId'], permissionSetId(org, one)));
  if (!user || !set)
    return { status: 400, errorCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' };
  if (user.permissionSets.includes(set.name))
    return {
      status: 400,
      errorCode: 'DUPLICATE_VALUE',
      message: 'Duplicate PermissionSetAssignment. Assignee: duplicate',
    };
  const expires = values['ExpirationDate'];
  if (typeof expires === 'string' && Date.parse(expires) <= viewer.now)
    return {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: 'The expiration date must be in the future',
    };
  user.permissionSets.push(set.name);
  return created(assignmentId(org, user, set.name));
}

function unassign(viewer: Viewer, id: string): SobjectReply {
  if (!may(viewer, 'AssignPermissionSets')) return denied();
  for (const user of viewer.org.users) {
    const at = user.permissionSets.findIndex((name) => same(id, assignmentId(viewer.org, user, name)));
    if (at === -1) continue;
    user.permissionSets.splice(at, 1);
    user.expiredPermissionSets = user.expiredPermissionSets.filter((name) => user.permissionSets.includes(name));
    return done;
  }
  return notFound;
}

function createSet(viewer: Viewer, values: Values): SobjectReply {
  if (!may(viewer, 'ManageProfilesPermissionsets')) return denied();
  const { org } = viewer;
  const name = typeof values['Name'] === 'string' ? values['Name'] : '';
  if (!/^[A-Za-z]\w*$/.test(name))
    return { status: 400, errorCode: 'INVALID_INPUT', message: 'Name: not a valid name' };
  if (org.permissionSets.some((set) => set.name === name))
    return { status: 400, errorCode: 'DUPLICATE_DEVELOPER_NAME', message: `The name ${name} is used already` };
  org.permissionSets.push({
    name,
    apiEnabled: values['PermissionsApiEnabled'] === true,
    useAnyApiClient: false,
    approveUninstalledApps: false,
    carriesApps: true,
    activationRequired: values['HasActivationRequired'] === true,
    rights: [],
  });
  return created(permissionSetId(org, { name }));
}

/** Deletes a permission set with its grants. A set that is assigned to users can't be deleted. */
function removeSet(viewer: Viewer, id: string): SobjectReply {
  if (!may(viewer, 'ManageProfilesPermissionsets')) return denied();
  const { org } = viewer;
  const at = org.permissionSets.findIndex((set) => same(id, permissionSetId(org, set)));
  const set = org.permissionSets[at];
  if (!set) return notFound;
  if (org.users.some((user) => user.permissionSets.includes(set.name)))
    return {
      status: 400,
      errorCode: 'DELETE_FAILED',
      message: `Your attempt to delete ${set.name} could not be completed because it is assigned to users.`,
    };
  for (const app of org.apps) app.permissionSets = app.permissionSets.filter((name) => name !== set.name);
  org.permissionSets.splice(at, 1);
  return done;
}

function updateUser(viewer: Viewer, id: string, values: Values): SobjectReply {
  if (!may(viewer, 'ManageUsers')) return denied();
  const user = viewer.org.users.find((one) => same(id, one.id));
  if (!user) return notFound;
  if (typeof values['IsActive'] === 'boolean') user.active = values['IsActive'];
  return done;
}

function updateUserLogin(viewer: Viewer, id: string, values: Values): SobjectReply {
  if (!may(viewer, 'ManageUsers')) return denied();
  const user = viewer.org.users.find((one) => same(id, userLoginId(viewer.org, one)));
  if (!user) return notFound;
  if (typeof values['IsFrozen'] === 'boolean') user.frozen = values['IsFrozen'];
  if (values['IsPasswordLocked'] === false) user.passwordLocked = false;
  return done;
}

const CREATE: Readonly<Record<string, (viewer: Viewer, values: Values) => SobjectReply>> = {
  SetupEntityAccess: grant,
  PermissionSetAssignment: assign,
  PermissionSet: createSet,
};
const UPDATE: Readonly<Record<string, (viewer: Viewer, id: string, values: Values) => SobjectReply>> = {
  User: updateUser,
  UserLogin: updateUserLogin,
};
const REMOVE: Readonly<Record<string, (viewer: Viewer, id: string) => SobjectReply>> = {
  SetupEntityAccess: revoke,
  PermissionSetAssignment: unassign,
  PermissionSet: removeSet,
};

function described(name: string): Record<string, unknown> {
  return {
    name,
    label: name,
    queryable: true,
    createable: name in CREATE,
    updateable: name in UPDATE,
    deletable: name in REMOVE,
  };
}

async function readRecord(
  viewer: Viewer,
  object: string,
  id: string,
  fields: string | undefined,
): Promise<SobjectReply> {
  const found = findObject(object, viewer, 'rest');
  if (!found || !/^\w{15,18}$/.test(id)) return notFound;
  const columns = fields ?? columnsOf(found, viewer, 'rest').join(',');
  const result = await answerQuery(`SELECT ${columns} FROM ${found.name} WHERE Id = '${id}'`, viewer, 'rest');
  if ('errorCode' in result) return { status: 400, ...result };
  const [record] = result.records;
  return record ? { status: 200, body: record } : notFound;
}

/** Answers a call of `/sobjects/…`: lists, describes, reads, creates, changes and deletes records. */
export async function sobjectCall(
  viewer: Viewer,
  method: string,
  [object, id, ...rest]: readonly string[],
  values: Values,
  fields: string | undefined,
): Promise<SobjectReply> {
  if (object === undefined)
    return {
      status: 200,
      body: {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: visibleObjects(viewer, 'rest').map(({ name }) => described(name)),
      },
    };
  const known = findObject(object, viewer, 'rest');
  if (!known || rest.length > 0) return notFound;
  if (method === 'GET' && id === 'describe')
    return {
      status: 200,
      body: {
        ...described(known.name),
        fields: columnsOf(known, viewer, 'rest').map((name) => ({
          name,
          filterable: !known.unfilterable?.includes(name),
        })),
      },
    };
  if (method === 'GET' && id === undefined)
    return { status: 200, body: { objectDescribe: described(known.name), recentItems: [] } };
  if (method === 'GET' && id !== undefined) return readRecord(viewer, known.name, id, fields);
  const refused: SobjectReply = {
    status: 405,
    errorCode: 'METHOD_NOT_ALLOWED',
    message: `HTTP Method '${method}' not allowed.`,
  };
  if (method === 'POST' && id === undefined) return CREATE[known.name]?.(viewer, values) ?? refused;
  if (id === undefined) return refused;
  if (method === 'PATCH') return UPDATE[known.name]?.(viewer, id, values) ?? refused;
  return method === 'DELETE' ? (REMOVE[known.name]?.(viewer, id) ?? refused) : refused;
}
