import { may, type Viewer } from '../records/viewer.js';
import { APP_TYPES } from './apps.js';
import { ORG_TYPES } from './org.js';
import type { MetadataType } from './type.js';

/** Every metadata type of the embedded org, in the order in which a deployment writes them. */
export const METADATA_TYPES: readonly MetadataType[] = [...ORG_TYPES, ...APP_TYPES];

/** The refusal when the viewer may not use the Metadata API, in Salesforce's words (reported: apex-mdapi#44). */
export function metadataRefusal(viewer: Viewer): string | undefined {
  return may(viewer, 'ModifyMetadata', 'ModifyAllData')
    ? undefined
    : 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
}

/** The types that a name selects: that type, or all settings for `Settings`. */
export function typesNamed(name: string): MetadataType[] {
  return METADATA_TYPES.filter((type) => type.name === name || (name === 'Settings' && type.folder === 'settings'));
}
