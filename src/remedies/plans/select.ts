import type { FoundApp } from '../../sources/org/identify-app.js';
import type { XmlNode } from '../../sources/files/metadata/xml.js';
import type { Purpose } from '../change.js';
import { isRefusal, type Draft, type Refusal } from '../draft.js';
import { at, listOf } from '../metadata.js';
import { editableApp } from './certified.js';

function policyEdits(
  node: XmlNode,
  isConnected: boolean,
  set: string,
  purpose: Purpose,
): (readonly [readonly string[], XmlNode])[] {
  const flips = purpose === 'switch-policy';
  if (isConnected) {
    const sets = listOf(at(node, ['permissionSetName']));
    return [
      ...(flips ? [[['oauthConfig', 'isAdminApproved'], 'true'] as const] : []),
      // The whole list, always: what a shorter one means is not documented.
      [['permissionSetName'], sets.includes(set) ? sets : [...sets, set]],
    ];
  }
  const listed = at(node, ['commaSeparatedPermissionSet']);
  const sets = (typeof listed === 'string' ? listed.split(',') : []).map((one) => one.trim()).filter(Boolean);
  return [
    ...(flips ? [[['permittedUsersPolicyType'], 'AdminApprovedPreAuthorized'] as const] : []),
    [['commaSeparatedPermissionSet'], (sets.includes(set) ? sets : [...sets, set]).join(',')],
  ];
}

/**
 * Selects a permission set in the metadata of an app, and with `switch-policy` admits only users of selected sets from
 * then on.
 */
export async function selectSet(
  draft: Draft,
  app: FoundApp,
  set: string,
  purpose: 'grant-app' | 'switch-policy',
): Promise<Refusal | undefined> {
  const isConnected = app.kind === 'connected-app';
  const part = isConnected
    ? await editableApp(draft, app)
    : await draft.clientAppPart(app, 'ExtlClntAppOauthConfigurablePolicies');
  if (isRefusal(part)) return part;
  draft.edit(part, purpose, { app: app.label ?? app.name, set }, policyEdits(part.node, isConnected, set, purpose));
  return undefined;
}
