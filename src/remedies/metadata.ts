import { escapeXml, type XmlNode } from '../sources/files/metadata/xml.js';
import type { Edit } from './change.js';

type Elements = Readonly<Record<string, XmlNode | undefined>>;

function elementsOf(node: XmlNode | undefined): Elements {
  return node === undefined || typeof node === 'string' || Array.isArray(node) ? {} : (node as Elements);
}

const isEmpty = (node: XmlNode): boolean => node === '' || (typeof node === 'object' && Object.keys(node).length === 0);

/**
 * The elements of a component in the order of the WSDL, which is alphabetical: elements out of order were silently dropped
 * (reported). Empty elements are left out, since an empty one can mean "remove all" (documented for permission sets of a
 * connected app).
 */
export function ordered(node: XmlNode): XmlNode {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return (node as readonly XmlNode[]).map(ordered).filter((one) => !isEmpty(one));
  const elements = Object.entries(elementsOf(node))
    .map(([name, value]) => [name, ordered(value ?? '')] as const)
    .filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(elements.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The elements of a component as XML, ready to be deployed. */
export function toXml(node: XmlNode, indent = ''): string {
  const element = (name: string, value: XmlNode): string => {
    if (typeof value === 'string') return `${indent}<${name}>${escapeXml(value)}</${name}>\n`;
    return `${indent}<${name}>\n${toXml(value, `${indent}    `)}${indent}</${name}>\n`;
  };
  return Object.entries(elementsOf(ordered(node)))
    .flatMap(([name, value]) => listOf(value).map((one) => element(name, one)))
    .join('');
}

/** The element at a path; undefined where there is none. */
export function at(node: XmlNode | undefined, path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((inner, name) => elementsOf(inner)[name], node);
}

/** The component with a new element at a path; without a value, the element is removed. */
export function withElement(node: XmlNode, [name, ...rest]: readonly string[], value: XmlNode | undefined): XmlNode {
  if (name === undefined) return value ?? '';
  const { [name]: inner, ...others } = elementsOf(node);
  const changed = rest.length === 0 ? value : withElement(inner ?? {}, rest, value);
  return changed === undefined ? others : { ...others, [name]: changed };
}

/** The values of an element that may repeat. */
export function listOf(value: XmlNode | undefined): XmlNode[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? [...(value as readonly XmlNode[])] : [value];
}

/** A certificate is PEM, or bare base64 (reported): the same bytes are the same certificate. */
function bare(value: string): string {
  return value.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}

function canonical(value: XmlNode | undefined): unknown {
  const list = listOf(value).map((one): unknown =>
    typeof one === 'string'
      ? bare(one)
      : Object.entries(elementsOf(one))
          .map(([name, inner]) => [name, canonical(inner)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return list.map((one) => JSON.stringify(one)).sort();
}

/** True when two elements say the same, whatever the order of a list and the line breaks of a text. */
export function same(a: XmlNode | undefined, b: XmlNode | undefined): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** The component after an edit, or the reason the edit does not fit the current component. */
export type Edited = { readonly node: XmlNode; readonly changed: boolean } | { readonly conflict: Edit };

/** Carries out edits on a component that still holds what they start from; what is done already is left as it is. */
export function edited(node: XmlNode, edits: readonly Edit[]): Edited {
  let result = node;
  let changed = false;
  for (const edit of edits) {
    const now = at(result, edit.path);
    if (same(now, edit.after)) continue;
    if (!same(now, edit.before)) return { conflict: edit };
    result = withElement(result, edit.path, edit.after);
    changed = true;
  }
  return { node: result, changed };
}

/** The edits that undo other edits. */
export function inverse(edits: readonly Edit[]): Edit[] {
  return [...edits].reverse().map(({ path, before, after }) => ({
    path,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  }));
}

/** A component without what must never be kept or sent: the secret of an app. */
export function withoutSecrets(node: XmlNode): XmlNode {
  const plain = withElement(node, ['consumerSecret'], undefined);
  return at(plain, ['oauthConfig', 'consumerSecret']) === undefined
    ? plain
    : withElement(plain, ['oauthConfig', 'consumerSecret'], undefined);
}
