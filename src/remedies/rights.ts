import { rightLabel, type OrgReading, type Right } from '../sources/org/reading.js';
import type { Change } from './change.js';

/** The permissions that let a change be made: one of them is enough. Where Salesforce does not say, it is inferred. */
function rightsFor(change: Change): readonly Right[] {
  switch (change.kind) {
    case 'create':
    case 'delete':
      return change.object === 'PermissionSetAssignment' ? ['AssignPermissionSets'] : ['ManageProfilesPermissionsets'];
    case 'update':
      return ['ManageUsers'];
    case 'edit-metadata':
    case 'deploy':
    case 'delete-metadata':
      return ['ModifyMetadata', 'ModifyAllData'];
  }
}

/** The permissions that a plan takes and the session provably has not, by their labels in Setup. */
export async function lackingRights(changes: readonly Change[], reading: OrgReading): Promise<string[]> {
  const lacking: string[] = [];
  for (const change of changes) {
    const rights = rightsFor(change);
    if (await reading.lacks(...rights)) lacking.push(rights.map((right) => `"${rightLabel(right)}"`).join(' or '));
  }
  return [...new Set(lacking)];
}
