import { existsSync } from 'node:fs';
import path from 'node:path';
import { METADATA_FOLDERS } from '../salesforce/metadata-files.js';
import type { Change, Component, XmlNode } from './change.js';
import { edited, toXml, withElement, withoutSecrets } from './metadata.js';
import type { OrgWriter } from './org-writer.js';
import type { Plan } from './plan.js';

/** A file of a metadata project in source format. */
export interface MetadataFile {
  /** Below the folder, such as `connectedApps/Acme.connectedApp-meta.xml`. */
  readonly path: string;
  readonly text: string;
}

/** The XML file of a component. */
export function metadataXml(type: string, contents: XmlNode): string {
  const fields = toXml(withElement(withoutSecrets(contents), ['fullName'], undefined), '    ');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${fields}</${type}>\n`;
}

/** The place of a component in a project in source format. */
export function metadataPath(type: string, fullName: string): string {
  const place = METADATA_FOLDERS[type];
  if (place === undefined) throw new Error(`no folder for ${type}`);
  // The org chose the name: it leads nowhere else.
  return `${place.folder}/${fullName.replace(/[\\/]/g, '_')}.${place.suffix}-meta.xml`;
}

/** The metadata of a plan, and the changes that metadata cannot make. */
export interface PlannedFiles {
  readonly files: readonly MetadataFile[];
  readonly byHand: readonly Change[];
}

/** Writes what a plan changes as metadata: every component whole, as it is after the plan. */
export async function metadataFiles({ changes }: Plan, writer: OrgWriter): Promise<PlannedFiles> {
  const nodes = new Map<string, Component>();
  const byHand: Change[] = [];
  for (const change of changes) {
    if (change.kind === 'create' && change.object === 'PermissionSet') {
      const { Name: fullName, Label: label, PermissionsApiEnabled: api } = change.values;
      if (typeof fullName !== 'string' || typeof label !== 'string') continue;
      const node = permissionSet(label, api === true);
      nodes.set(`PermissionSet/${fullName}`, { type: 'PermissionSet', fullName, node });
    } else if (change.kind === 'edit-metadata') {
      const { type, fullName, edits } = change;
      const key = `${type}/${fullName}`;
      const node = nodes.get(key)?.node ?? (await readComponent(writer, type, fullName));
      const result = node === undefined ? undefined : edited(node, edits);
      if (result === undefined || 'conflict' in result) byHand.push(change);
      else nodes.set(key, { type, fullName, node: result.node });
    } else if (change.kind === 'deploy') {
      for (const one of change.components) nodes.set(`${one.type}/${one.fullName}`, one);
    } else byHand.push(change);
  }
  const files = [...nodes.values()].map(({ type, fullName, node }) => ({
    path: metadataPath(type, fullName),
    text: metadataXml(type, node),
  }));
  return { files, byHand };
}

async function readComponent(writer: OrgWriter, type: string, fullName: string): Promise<XmlNode | undefined> {
  const read = await writer.read(type, [fullName]);
  return read.ok ? read.value.get(fullName) : undefined;
}

/** A permission set that grants only an app, or only the API. */
function permissionSet(label: string, api: boolean): XmlNode {
  return {
    hasActivationRequired: 'false',
    label,
    ...(api && { userPermissions: { enabled: 'true', name: 'ApiEnabled' } }),
  };
}

/** The first of the files that is there already below a folder: what is there is not written over. */
export function existingFile(folder: string, files: readonly MetadataFile[]): string | undefined {
  return files.map(({ path: name }) => path.join(folder, name)).find((file) => existsSync(file));
}
