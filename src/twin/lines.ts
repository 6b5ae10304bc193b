import { at, listOf } from '../remedies/metadata.js';
import type { XmlNode } from '../remedies/change.js';
import type { DeployFile } from './deploy-files.js';

/** The element of a file that changes how a login ends. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The element, such as `oauthConfig.certificate`; empty for the file as a whole. */
  readonly element: string;
  /** True where the element is not in the file and should be. */
  readonly isMissing: boolean;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, Math.max(index, 0)).split('\n').length;
}

function indexOfElement(text: string, name: string): number {
  return text.search(new RegExp(`<${name}[\\s/>]`));
}

/** The entry of a list that is new or has another value, told by its name. */
function changedEntry(before: XmlNode | undefined, after: XmlNode | undefined): string | undefined {
  const known = new Set(listOf(before).map((one) => JSON.stringify(one)));
  const entry = listOf(after).find((one) => !known.has(JSON.stringify(one)));
  const name = at(entry, ['name']);
  return typeof name === 'string' ? name : undefined;
}

/** Where the element at a path is in a file; where it is not, the line of the element around it. */
export function placeOf(
  { path: file, text }: DeployFile,
  path: readonly string[],
  before: XmlNode | undefined,
  after: XmlNode | undefined,
): Place {
  const element = path.join('.');
  const entry = changedEntry(before, after);
  const byEntry = entry === undefined ? -1 : text.indexOf(`>${entry}<`);
  if (byEntry !== -1) return { file, line: lineAt(text, byEntry), element: `${element} ${entry}`, isMissing: false };
  const own = after === undefined ? -1 : indexOfElement(text, path.at(-1)!);
  if (own !== -1) return { file, line: lineAt(text, own), element, isMissing: false };
  const around = path.length > 1 ? indexOfElement(text, path[0]!) : -1;
  const root = text.search(/<[A-Za-z]/);
  return { file, line: lineAt(text, around === -1 ? root : around), element, isMissing: true };
}
