/** A parsed element: text, children by name, or a list of either where a name repeats. */
export type XmlNode = string | { readonly [name: string]: XmlNode | undefined } | readonly XmlNode[];

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return PREDEFINED[name.toLowerCase()] ?? whole;
      const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Text inside an XML element. */
export function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[&<>]/g, (character) => names[character]!);
}

/**
 * Parses metadata XML. Expands only XML's five built-in entities, so that an entity bomb stays small. Undefined when the
 * text isn't XML. `withoutPrefixes` drops the namespace prefixes of a SOAP envelope.
 */
export async function parseMetadata(
  text: string,
  { withoutPrefixes = false } = {},
): Promise<{ type: string; root: XmlNode } | undefined> {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: true,
    processEntities: false,
    parseTagValue: false,
    ignoreDeclaration: true,
    removeNSPrefix: withoutPrefixes,
    tagValueProcessor: (_name, value) => decodeXml(value),
  });
  try {
    const document = parser.parse(text) as Record<string, XmlNode>;
    const [type] = Object.keys(document);
    return type === undefined ? undefined : { type, root: document[type]! };
  } catch {
    return undefined;
  }
}

/** The children of a node with this name, ignoring case, as a list. */
export function children(node: XmlNode | undefined, name: string): XmlNode[] {
  if (node === undefined || typeof node === 'string' || Array.isArray(node)) return [];
  const found = Object.entries(node as Record<string, XmlNode>).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  )?.[1];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as XmlNode[]) : [found];
}

/** The first child of a node with this name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return children(node, name)[0];
}

/** The trimmed text of the child with this name; undefined when there is none. */
export function textOf(node: XmlNode | undefined, name: string): string | undefined {
  const found = child(node, name);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** `true` and `false` as booleans; undefined for anything else. */
export function booleanOf(node: XmlNode | undefined, name: string): boolean | undefined {
  const text = textOf(node, name)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
