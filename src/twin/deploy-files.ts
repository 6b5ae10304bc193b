import type { MetadataType } from '../simulator/metadata/type.js';
import { METADATA_TYPES } from '../simulator/metadata/types.js';
import { all, one, parseXml, text, texts, type Node } from '../simulator/metadata/xml.js';
import type { XmlNode } from '../remedies/change.js';

/** A file of a pull request or of a package. */
export interface DeployFile {
  /** As it is shown: below the folder or the zip. */
  readonly path: string;
  readonly text: string;
}

/** A component of a deployment, with the file that holds it. */
export interface DeployComponent {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly node: XmlNode;
  readonly file: DeployFile;
}

/** A component that a deployment deletes. */
export interface Removal {
  readonly type: string;
  readonly fullName: string;
  readonly file: DeployFile;
}

/** The parts of a deployment that a login depends on. */
export interface Deployment {
  readonly components: readonly DeployComponent[];
  readonly removals: readonly Removal[];
  /** Files that are no XML. */
  readonly unreadable: readonly string[];
}

function nameOf(base: string, suffix: string): string {
  const name = base.replace(/-meta\.xml$/, '').slice(0, -suffix.length - 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The metadata type of a file, by its folder and its ending; settings share both, so the root element decides. */
function typeOfFile({ path, text: content }: DeployFile): MetadataType | undefined {
  const parts = path.split(/[\\/]/);
  const [folder, base = ''] = [parts.at(-2), parts.at(-1)];
  const named = METADATA_TYPES.filter(
    (type) => type.folder === folder && base.replace(/-meta\.xml$/, '').endsWith(`.${type.suffix}`),
  );
  return named.find(({ name }) => content.includes(`<${name}`));
}

async function removalsOf(file: DeployFile): Promise<Removal[]> {
  const manifest = one(await parseXml(file.text), 'Package');
  return all(manifest, 'types').flatMap((entry) =>
    texts(entry, 'members').map((fullName) => ({ type: text(entry, 'name') ?? '', fullName, file })),
  );
}

/** Elements without attributes: a namespace says nothing about a login. */
function plain(node: Node): XmlNode {
  if (typeof node === 'string') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => !name.startsWith('@') && name !== '#text')
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? (value as Node[]).map(plain) : plain((value as Node | undefined) ?? ''),
      ]),
  );
}

/** Reads the components of a deployment that have a part in a login, in the order in which an org writes them. */
export async function readDeployment(files: readonly DeployFile[]): Promise<Deployment> {
  const components: DeployComponent[] = [];
  const removals: Removal[] = [];
  const unreadable: string[] = [];
  for (const file of files) {
    const base = file.path.split(/[\\/]/).at(-1)!;
    if (/^destructiveChanges\w*\.xml$/.test(base)) removals.push(...(await removalsOf(file)));
    const type = typeOfFile(file);
    if (type === undefined) continue;
    const root = one(await parseXml(file.text), type.name);
    if (root === undefined) unreadable.push(file.path);
    else components.push({ type, fullName: nameOf(base, type.suffix), node: plain(root), file });
  }
  const order = ({ type }: DeployComponent): number => METADATA_TYPES.indexOf(type);
  return { components: components.sort((a, b) => order(a) - order(b)), removals, unreadable };
}
