import type { XmlNode } from '../sources/files/metadata/xml.js';

export type { XmlNode } from '../sources/files/metadata/xml.js';

/** A record that an earlier change of the same plan creates. */
interface Reference {
  readonly created: string;
}

/** A value of a record. */
export type Value = string | boolean | null | Reference;

/** Objects whose records are created and deleted. */
export type RecordObject = 'PermissionSet' | 'SetupEntityAccess' | 'PermissionSetAssignment';

/** The purpose of a change. The report has its sentence. */
export type Purpose =
  | 'make-permission-set'
  | 'make-app'
  | 'grant-app'
  | 'assign-set'
  | 'end-expired-assignment'
  | 'switch-policy'
  | 'store-certificate'
  | 'add-scope'
  | 'issue-opaque-tokens'
  | 'drop-high-assurance'
  | 'allow-address'
  | 'widen-hours'
  | 'switch-app-on'
  | 'unblock-app'
  | 'activate-user'
  | 'unfreeze-user'
  | 'unlock-user';

interface Meant {
  readonly purpose: Purpose;
  /** The names that its sentence speaks of. */
  readonly about: Readonly<Record<string, string>>;
}

/** Creates a record, unless one with the same values is there. */
export interface CreateRecord extends Meant {
  readonly kind: 'create';
  readonly object: RecordObject;
  readonly values: Readonly<Record<string, Value>>;
  /** The columns that tell an equal record. */
  readonly same: readonly string[];
  /** The name by which later changes refer to the record. */
  readonly as?: string;
}

/** Deletes a record; undone by creating it again. */
interface DeleteRecord extends Meant {
  readonly kind: 'delete';
  readonly object: RecordObject;
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** Changes columns of a record. */
interface UpdateRecord extends Meant {
  readonly kind: 'update';
  readonly object: 'User' | 'UserLogin';
  readonly id: string;
  readonly before: Readonly<Record<string, boolean>>;
  readonly after: Readonly<Record<string, boolean>>;
}

/** One element of a metadata component before and after; without a value it is not there. */
export interface Edit {
  readonly path: readonly string[];
  readonly before?: XmlNode;
  readonly after?: XmlNode;
}

/** Changes elements of a metadata component. The whole component is read, changed and written back. */
export interface EditMetadata extends Meant {
  readonly kind: 'edit-metadata';
  readonly type: string;
  readonly fullName: string;
  readonly edits: readonly Edit[];
}

/** Deletes a metadata component; undone by creating it again. */
interface DeleteMetadata extends Meant {
  readonly kind: 'delete-metadata';
  readonly type: string;
  readonly fullName: string;
  readonly contents: XmlNode;
}

/** A metadata component, whole. */
export interface Component {
  readonly type: string;
  readonly fullName: string;
  readonly node: XmlNode;
}

/** Creates components that belong together, in one deployment: all of them or none. */
export interface DeployComponents extends Meant {
  readonly kind: 'deploy';
  readonly components: readonly Component[];
}

/** One writing call as data, which can be shown, carried out and undone. */
export type Change = CreateRecord | DeleteRecord | UpdateRecord | EditMetadata | DeleteMetadata | DeployComponents;
