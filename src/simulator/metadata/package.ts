import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Viewer } from '../records/viewer.js';
import type { Org } from '../world.js';
import type { MetadataType } from './type.js';
import { METADATA_TYPES, typesNamed } from './types.js';
import { all, escapeXml, one, parseXml, text, texts, toXml, type Fields, type Node } from './xml.js';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** One component of a deployment, and its result. */
export interface Outcome {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly created: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
}

/** A file of a package, with the metadata type that its folder and suffix mean. */
interface PackageFile {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly fileName: string;
  readonly content: string;
}

function fileText(type: MetadataType, fields: Fields): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type.name} xmlns="${NAMESPACE}">\n${toXml(fields)}</${type.name}>\n`;
}

/** The name of a component as a file name: characters that a file system may refuse are escaped. */
function escapeName(fullName: string): string {
  return fullName.replace(/[%/\\:*?"<>|]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function membersOf(type: MetadataType, wanted: Node, viewer: Viewer): string[] {
  const members = texts(wanted, 'members');
  if (!members.includes('*')) return members;
  return type.list(viewer).map(({ fullName }) => fullName);
}

/** A retrieved package: a zip with package.xml, and the properties of each file. */
export function retrievePackage(
  viewer: Viewer,
  unpackaged: Node | undefined,
): { zip: Uint8Array; files: { type: string; fullName: string; fileName: string; id: string }[]; problems: string[] } {
  const files: { type: string; fullName: string; fileName: string; id: string }[] = [];
  const entries: Record<string, Uint8Array> = {};
  const problems: string[] = [];
  const listed: string[] = [];
  for (const wanted of all(unpackaged, 'types')) {
    const asked = text(wanted, 'name') ?? '';
    const types = typesNamed(asked);
    if (types.length === 0) problems.push(`Entity type: '${asked}' is unknown`);
    const members: string[] = [];
    for (const type of types) {
      const refusal = type.refuses?.(viewer);
      if (refusal !== undefined) {
        problems.push(refusal);
        continue;
      }
      for (const fullName of membersOf(type, wanted, viewer)) {
        const fields = type.read(viewer, fullName);
        if (!fields) {
          if (asked !== 'Settings') problems.push(`Entity of type '${asked}' named '${fullName}' cannot be found`);
          continue;
        }
        const fileName = `unpackaged/${type.folder}/${escapeName(fullName)}.${type.suffix}`;
        entries[fileName] = strToU8(fileText(type, fields));
        const id = type.list(viewer).find((component) => component.fullName === fullName)?.id ?? '';
        files.push({ type: asked, fullName, fileName, id });
        members.push(fullName);
      }
    }
    listed.push(
      `    <types>\n${members.map((name) => `        <members>${escapeXml(name)}</members>\n`).join('')}        <name>${escapeXml(asked)}</name>\n    </types>\n`,
    );
  }
  entries['unpackaged/package.xml'] = strToU8(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="${NAMESPACE}">\n${listed.join('')}    <version>${viewer.version}.0</version>\n</Package>\n`,
  );
  return { zip: zipSync(entries), files, problems };
}

function filesOf(zip: Uint8Array): { files: PackageFile[]; manifests: Map<string, string> } {
  const files: PackageFile[] = [];
  const manifests = new Map<string, string>();
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const parts = path.split('/').filter((part) => part !== '');
    const base = parts.at(-1) ?? '';
    if (/^(package|destructiveChanges\w*)\.xml$/.test(base)) manifests.set(base, strFromU8(bytes));
    const folder = parts.at(-2);
    const candidates = METADATA_TYPES.filter(
      (type) => type.folder === folder && base.replace(/-meta\.xml$/, '').endsWith(`.${type.suffix}`),
    );
    const [type] = candidates;
    if (!type) continue;
    const content = strFromU8(bytes);
    const meant = candidates.find(({ name }) => content.includes(`<${name}`)) ?? type;
    const name = base.replace(/-meta\.xml$/, '').slice(0, -meant.suffix.length - 1);
    files.push({ type: meant, fullName: decodeURIComponent(name), fileName: path, content });
  }
  return { files, manifests };
}

/** Copies an org's state, so that a failed or rehearsed deployment can be taken back. Objects keep their identity. */
function keep(org: Org): () => void {
  const scalars = { apiAccessControl: org.apiAccessControl, requiresMyDomain: org.requiresMyDomain };
  const held: readonly object[][] = [org.apps, org.profiles, org.permissionSets];
  const lists = held.map((list) => ({ list, entries: list.map((entry) => ({ entry, was: structuredClone(entry) })) }));
  return () => {
    Object.assign(org, scalars);
    for (const { list, entries } of lists) {
      for (const { entry, was } of entries) {
        for (const key of Object.keys(entry)) delete (entry as Record<string, unknown>)[key];
        Object.assign(entry, was);
      }
      list.splice(0, list.length, ...entries.map(({ entry }) => entry));
    }
  };
}

/** Saves one component. Returns the sentence with which the org refuses it, or undefined. */
export function saveComponent(viewer: Viewer, type: MetadataType, fullName: string, fields: Node): string | undefined {
  const refusal = type.refuses?.(viewer);
  if (refusal !== undefined) return refusal;
  if (!type.save) return `The ${type.name} cannot be changed in the embedded org`;
  return type.save(viewer, fullName, fields);
}

async function removals(viewer: Viewer, manifests: ReadonlyMap<string, string>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [fileName, content] of manifests) {
    if (!fileName.startsWith('destructiveChanges')) continue;
    const manifest = one(await parseXml(content), 'Package');
    for (const entry of all(manifest, 'types')) {
      const [type] = typesNamed(text(entry, 'name') ?? '');
      for (const fullName of texts(entry, 'members')) {
        const problem = type?.remove
          ? type.remove(viewer, fullName)
          : `The ${text(entry, 'name') ?? 'type'} cannot be deleted in the embedded org`;
        const base = { type: type?.name ?? '', fullName, fileName, created: false, deleted: problem === undefined };
        outcomes.push({ ...base, ...(problem !== undefined && { problem }) });
      }
    }
  }
  return outcomes;
}

/** Deploys a zip completely or not at all. With `checkOnly` nothing is kept. */
export async function deployPackage(viewer: Viewer, zip: Uint8Array, checkOnly: boolean): Promise<Outcome[]> {
  const { files, manifests } = filesOf(zip);
  const restore = keep(viewer.org);
  const order = (file: PackageFile): number => METADATA_TYPES.indexOf(file.type);
  const outcomes: Outcome[] = [];
  for (const { type, fullName, fileName, content } of [...files].sort((a, b) => order(a) - order(b))) {
    const existed = type.list(viewer).some((component) => component.fullName === fullName);
    const fields = one(await parseXml(content), type.name);
    const problem = fields === undefined ? 'not a valid XML file' : saveComponent(viewer, type, fullName, fields);
    const base = { type: type.name, fullName, fileName, created: !existed, deleted: false };
    outcomes.push({ ...base, ...(problem !== undefined && { problem }) });
  }
  outcomes.push(...(await removals(viewer, manifests)));
  if (checkOnly || outcomes.some(({ problem }) => problem !== undefined)) restore();
  return outcomes;
}
