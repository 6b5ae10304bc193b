import type { Change, Purpose } from './change.js';

type Columns = readonly string[];
const CREATED: Partial<Record<Purpose, readonly [object: string, columns: Columns]>> = {
  'make-permission-set': ['PermissionSet', ['Name', 'Label', 'PermissionsApiEnabled']],
  'grant-app': ['SetupEntityAccess', ['ParentId', 'SetupEntityId']],
  'assign-set': ['PermissionSetAssignment', ['AssigneeId', 'PermissionSetId']],
};
const DELETED: typeof CREATED = {
  'end-expired-assignment': ['PermissionSetAssignment', ['AssigneeId', 'PermissionSetId', 'ExpirationDate']],
};
const UPDATED: typeof CREATED = {
  'activate-user': ['User', ['IsActive']],
  'unfreeze-user': ['UserLogin', ['IsFrozen']],
  'unlock-user': ['UserLogin', ['IsPasswordLocked']],
};

const POLICY =
  /^(ConnectedApp:(oauthConfig\.isAdminApproved|permissionSetName)|ExtlClntAppOauthConfigurablePolicies:(permittedUsersPolicyType|commaSeparatedPermissionSet))$/;
/** The elements that each purpose edits, as `type:path`. */
const EDITED: Partial<Record<Purpose, RegExp>> = {
  'store-certificate': /^(ConnectedApp:oauthConfig\.certificate|ExtlClntAppGlobalOauthSettings:certificate)$/,
  'add-scope': /^(ConnectedApp:oauthConfig\.scopes|ExtlClntAppOauthSettings:commaSeparatedOauthScopes)$/,
  'issue-opaque-tokens': /^(ConnectedApp:oauthConfig|ExtlClntAppOauthConfigurablePolicies:)\.?isNamedUserJwtEnabled$/,
  'allow-address': /^Profile:loginIpRanges$/,
  'widen-hours': /^Profile:loginHours\.\w+(Start|End)$/,
  'drop-high-assurance':
    /^(ProfileSessionSetting:requiredSessionLevel|ConnectedApp:sessionPolicy\.(policyAction|sessionLevel)|ExtlClntAppOauthConfigurablePolicies:(policyAction|requiredSessionLevel))$/,
  'switch-app-on': /^ExtlClntAppConfigurablePolicies:(isEnabled|isOauthPluginEnabled)$/,
  'grant-app': POLICY,
  'switch-policy': POLICY,
};
const DEPLOYED = /^(ExternalClientApplication|ExtlClntApp\w{1,60})$/;

function fits(rule: readonly [string, Columns] | undefined, object: string, columns: readonly string[]): boolean {
  return rule !== undefined && rule[0] === object && columns.every((column) => rule[1].includes(column));
}

/**
 * True for a change that a plan of this tool can hold. An undo file lies where others may edit it: whatever its sentences
 * say, undoing it touches only the objects, columns and elements that the repairs themselves touch.
 */
export function isAllowed(change: Change): boolean {
  switch (change.kind) {
    case 'create':
      return fits(CREATED[change.purpose], change.object, [...Object.keys(change.values), ...change.same]);
    case 'delete':
      return fits(DELETED[change.purpose], change.object, Object.keys(change.values));
    case 'update':
      return fits(UPDATED[change.purpose], change.object, [
        ...Object.keys(change.before),
        ...Object.keys(change.after),
      ]);
    case 'edit-metadata': {
      const elements = EDITED[change.purpose];
      return (
        elements !== undefined && change.edits.every(({ path }) => elements.test(`${change.type}:${path.join('.')}`))
      );
    }
    case 'deploy':
      return change.purpose === 'make-app' && change.components.every(({ type }) => DEPLOYED.test(type));
    case 'delete-metadata':
      return change.purpose === 'unblock-app' && change.type === 'BlacklistedConsumer';
  }
}
