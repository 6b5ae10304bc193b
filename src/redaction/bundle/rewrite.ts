import { FACTS, type FactName } from '../../facts/names.js';
import { shapeOf, type Redaction, type Shape } from '../../facts/shapes.js';
import type { Pseudonyms } from './pseudonyms.js';

// Programs and login types in the Login History. They are not names of people.
const PLATFORM_NAMES = /^(?:N\/A|PlatformCLI|Browser|Salesforce CLI|SfdcSiqActivityPlatform|Unknown)$/i;

const WAYS: Readonly<Record<Redaction, (text: string, names: Pseudonyms) => string>> = {
  keep: (text) => text,
  username: (text, names) => names.username(text),
  key: (text, names) => names.consumerKey(text),
  id: (text, names) => names.id(text),
  name: (text, names) => (PLATFORM_NAMES.test(text) ? text : names.name(text)),
  // The subject of a certificate: `CN=…, O=…`.
  'distinguished-name': (text, names) => text.replace(/=([^,\n]+)/g, (_, value: string) => `=${names.name(value)}`),
  thumbprint: (text, names) => names.thumbprint(text),
  address: (text, names) => names.address(text),
  text: (text, names) => names.text(text),
  prose: (text, names) => names.prose(text),
  url: (text, names) => names.url(text),
};

/** How a text in the place of such a value is rewritten. Words of this tool and times stay. */
function redactionOf(shape: Shape): Redaction {
  switch (shape.kind) {
    case 'text':
      return shape.redaction;
    case 'textOrList':
      return redactionOf(shape.text);
    case 'nullable':
      return redactionOf(shape.of);
    case 'list':
    case 'dictionary':
    case 'record':
      return 'text';
    case 'flag':
    case 'number':
    case 'oneOf':
    case 'time':
      return 'keep';
  }
}

/** The shape of an item or a member. What no shape foresees is a text that may name hosts, users and the like. */
function shapeWithin(shape: Shape, member: string): Shape {
  switch (shape.kind) {
    case 'nullable':
      return shapeWithin(shape.of, member);
    case 'list':
    case 'dictionary':
      return shape.of;
    case 'textOrList':
      return shape.text;
    case 'record': {
      const known = Object.hasOwn(shape.members, member) ? shape.members[member] : undefined;
      return known === undefined ? { kind: 'text', redaction: shape.others ?? 'text' } : shapeOf(known);
    }
    case 'flag':
    case 'number':
    case 'oneOf':
    case 'text':
    case 'time':
      return shape;
  }
}

function rewrite(shape: Shape, value: unknown, names: Pseudonyms): unknown {
  if (typeof value === 'string') return WAYS[redactionOf(shape)](value, names);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => rewrite(shapeWithin(shape, ''), item, names));
  return Object.fromEntries(
    Object.entries(value).map(([member, item]) => [member, rewrite(shapeWithin(shape, member), item, names)]),
  );
}

/** The value of a fact with tokens in place of names; every check judges it as it judged the value itself. */
export function rewriteValue(fact: FactName, value: unknown, names: Pseudonyms): unknown {
  return rewrite(FACTS[fact].shape, value, names);
}

/** The addresses in the facts, in whatever field. */
export function addressesIn(value: unknown): string[] {
  if (typeof value === 'string')
    return value.match(/(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/gi) ?? [];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(addressesIn);
}
