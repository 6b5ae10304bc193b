/** The value of a metadata element: text, elements by name, or a list where a name repeats. */
type Value = string | number | boolean | Fields | readonly (string | Fields)[] | undefined;

/** The elements of a component, without the undefined ones. */
export interface Fields {
  readonly [name: string]: Value;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** Elements as XML text, in the order of the WSDL, which is alphabetical. */
export function toXml(fields: Fields, indent = '    '): string {
  const element = (name: string, value: Value): string => {
    if (value === undefined) return '';
    if (Array.isArray(value)) return (value as readonly Value[]).map((one) => element(name, one)).join('');
    if (typeof value === 'object')
      return `${indent}<${name}>\n${toXml(value as Fields, `${indent}    `)}${indent}</${name}>\n`;
    return `${indent}<${name}>${escapeXml(String(value))}</${name}>\n`;
  };
  return Object.keys(fields)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => element(name, fields[name]))
    .join('');
}

/** A parsed element: text, or children by name. */
export type Node = string | { readonly [name: string]: Node | readonly Node[] | undefined };

/** Parses XML and drops namespace prefixes. Undefined when the text isn't XML. */
export async function parseXml(text: string): Promise<Node | undefined> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  if (XMLValidator.validate(text) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    textNodeName: '#text',
  });
  return parser.parse(text) as Node;
}

/** The children with a name, as a list. */
export function all(node: Node | undefined, name: string): Node[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = node[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as Node[]) : [found as Node];
}

/** The first child with a name. */
export function one(node: Node | undefined, ...path: string[]): Node | undefined {
  let at = node;
  for (const name of path) at = all(at, name)[0];
  return at;
}

/** The text of the first child with a name; undefined where there is none or it is empty. */
export function text(node: Node | undefined, name: string): string | undefined {
  const found = one(node, name);
  const value = typeof found === 'string' ? found : typeof found === 'object' ? found['#text'] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** `true` and `false` of the first child with a name. */
export function flag(node: Node | undefined, name: string): boolean | undefined {
  const value = text(node, name)?.toLowerCase();
  return value === undefined ? undefined : value === 'true';
}

/** The texts of all children with a name, without empty ones. */
export function texts(node: Node | undefined, name: string): string[] {
  return all(node, name).flatMap((child) => (typeof child === 'string' && child.trim() !== '' ? [child.trim()] : []));
}
