/**
 * How a bundle redacts a text. It keeps words of Salesforce and of this tool and replaces names. `text` replaces hosts,
 * usernames and keys; `prose` also replaces every word that may be a name.
 */
export type Redaction =
  | 'keep'
  | 'username'
  | 'key'
  | 'id'
  | 'name'
  | 'distinguished-name'
  | 'thumbprint'
  | 'address'
  | 'text'
  | 'prose'
  | 'url';

type Members = Readonly<Record<string, Shape | Optional<unknown>>>;

type ChoiceData = { readonly kind: 'flag' } | { readonly kind: 'oneOf'; readonly values: readonly string[] };

/** The shape of a value as plain data, so that reading a row does not load the schema library. */
type ShapeData =
  | { readonly kind: 'text'; readonly redaction: Redaction }
  | { readonly kind: 'time' }
  | ChoiceData
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'dictionary'; readonly of: Shape }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'textOrList'; readonly text: Shape<string>; readonly list: Shape<string[]> }
  | { readonly kind: 'record'; readonly members: Members; readonly others?: Redaction };

/** A shape with the type of its values. `valueType` exists only for the compiler. */
export type Shape<V = unknown> = ShapeData & { readonly valueType?: V };

/** A shape with few values, which a prompt can offer as answers. */
export type Choice<V = unknown> = ChoiceData & { readonly valueType?: V };

/** An optional member. */
export interface Optional<V> {
  readonly optional: Shape<V>;
}

/** The type of the values of a shape. */
export type ValueOf<S> = S extends { readonly valueType?: infer V } ? V : never;

type Required<M extends Members> = { [K in keyof M as M[K] extends Optional<unknown> ? never : K]: ValueOf<M[K]> };
type Left<M extends Members> = { [K in keyof M as M[K] extends Optional<infer _> ? K : never]?: OptionalValue<M[K]> };
type OptionalValue<O> = O extends Optional<infer V> ? V : never;
type Simple<T> = { [K in keyof T]: T[K] };

/** A text with its redaction. */
export function text(redaction: Redaction): Shape<string> {
  return { kind: 'text', redaction };
}

export const url = text('url');
export const flag: Choice<boolean> = { kind: 'flag' };
export const number: Shape<number> = { kind: 'number', isWhole: false };
export const wholeNumber: Shape<number> = { kind: 'number', isWhole: true };
/** An ISO time. */
export const time: Shape<string> = { kind: 'time' };

/** One of a few words of this tool. */
export function oneOf<const V extends string>(...values: readonly V[]): Choice<V> {
  return { kind: 'oneOf', values };
}

/** A list of values of one shape. */
export function list<V>(of: Shape<V>): Shape<V[]> {
  return { kind: 'list', of };
}

/** An object with any keys and values of one shape. */
export function dictionary<V>(of: Shape<V>): Shape<Record<string, V>> {
  return { kind: 'dictionary', of };
}

/** A value, or null when there is certainly none. */
export function nullable<V>(of: Shape<V>): Shape<V | null> {
  return { kind: 'nullable', of };
}

/** A text, or a list of such texts. */
export function textOrList(redaction: Redaction): Shape<string | string[]> {
  return { kind: 'textOrList', text: text(redaction), list: list(text(redaction)) };
}

/** An optional member. */
export function optional<V>(of: Shape<V>): Optional<V> {
  return { optional: of };
}

/** An object with these members. */
export function record<M extends Members>(members: M): Shape<Simple<Required<M> & Left<M>>> {
  return { kind: 'record', members };
}

/** An object with these members and others, which all get the same redaction. */
export function openRecord<M extends Members>(
  members: M,
  others: Redaction,
): Shape<Simple<Required<M> & Left<M> & Record<string, unknown>>> {
  return { kind: 'record', members, others };
}

/** The shape of a member. */
export function shapeOf(member: Members[string]): Shape {
  return 'optional' in member ? member.optional : member;
}
