import type { FieldType, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { columnsOf, findObject, parentOf, type QueryApi } from './objects.js';
import type { ObjectType, Row, Viewer } from './viewer.js';

/** An error as the query API reports it. */
interface QueryError {
  readonly errorCode: string;
  readonly message: string;
}

/** The result of a query that was answered. */
interface Found {
  readonly entityName: string;
  readonly total: number;
  readonly records: Record<string, unknown>[];
  /** The chosen columns; none for a count. */
  readonly paths: readonly Path[];
}

/** The result of a query, or its error. */
export type QueryResult = Found | QueryError;

class Refused extends Error {
  constructor(readonly error: QueryError) {
    super(error.message);
  }
}

/** A column, possibly through relationships: the names as the object spells them. */
type Path = readonly string[];

interface Scope {
  readonly object: ObjectType;
  readonly viewer: Viewer;
  readonly api: QueryApi;
}

function refuse(errorCode: string, message: string): never {
  throw new Refused({ errorCode, message });
}

function resolvePath({ object, viewer, api }: Scope, names: readonly string[]): Path {
  let at = object;
  const path: string[] = [];
  for (const relationship of names.slice(0, -1)) {
    const parent = parentOf(at, relationship);
    if (!parent)
      return refuse(
        'INVALID_FIELD',
        `Didn't understand relationship '${relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
      );
    path.push(parent.name);
    at = parent.object;
  }
  const wanted = names.at(-1)!;
  const column = columnsOf(at, viewer, api).find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (column === undefined)
    return refuse(
      'INVALID_FIELD',
      `No such column '${wanted}' on entity '${at.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    );
  return [...path, column];
}

function read(row: Row, path: Path): unknown {
  let value: unknown = row;
  for (const name of path) value = (value as Row | null | undefined)?.[name];
  return value ?? null;
}

function literal(text: string, type: string | undefined, now: number): string | number | boolean | null {
  switch (type) {
    case 'STRING':
      return text.slice(1, -1).replace(/\\(.)/g, '$1');
    case 'BOOLEAN':
      return text.toLowerCase() === 'true';
    case 'NULL':
      return null;
    case 'INTEGER':
    case 'DECIMAL':
      return Number(text);
    case 'DATE':
    case 'DATETIME':
      return Date.parse(text);
    case 'DATE_N_LITERAL': {
      const days = /^LAST_N_DAYS:(\d+)$/i.exec(text)?.[1];
      return days === undefined
        ? refuse('MALFORMED_QUERY', `unsupported date literal ${text}`)
        : now - Number(days) * 86_400_000;
    }
    case undefined:
    default:
      return refuse('MALFORMED_QUERY', `unexpected token: ${text}`);
  }
}

/** Compared as Salesforce compares: text without case, ids by their first 15 characters, times as moments. */
function comparable(value: unknown, other: unknown): string | number | boolean | null {
  if (typeof value === 'string' && typeof other === 'number') return Date.parse(value);
  if (typeof value === 'string') return /^[A-Za-z0-9]{18}$/.test(value) ? value.slice(0, 15) : value.toLowerCase();
  return value as number | boolean | null;
}

function compare(operator: string, left: unknown, right: unknown, type: string | undefined): boolean {
  const [a, b] = [comparable(left, right), comparable(right, left)];
  if (operator === 'LIKE') {
    const pattern = String(b)
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.');
    return new RegExp(`^${pattern}$`, 'is').test(String(a ?? ''));
  }
  // LAST_N_DAYS names a span, not a moment.
  if (operator === '=' && type === 'DATE_N_LITERAL') return a !== null && b !== null && a >= b;
  if (operator === '=') return a === b;
  if (operator === '!=') return a !== b;
  if (a === null || b === null) return false;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function sortable(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

type Test = (row: Row) => boolean;
type Condition = Extract<WhereClause['left'], { operator: unknown }>;

function conditionTest(condition: Condition, scope: Scope): Test {
  if (!('field' in condition)) return refuse('MALFORMED_QUERY', 'unexpected token: function');
  const { viewer, object } = scope;
  const path = resolvePath(scope, condition.field.split('.'));
  if (path.length === 1 && object.unfilterable?.includes(path[0]!))
    return refuse('INVALID_FIELD', `field '${path[0]!}' can not be filtered in a query call`);
  const operator = condition.operator.toUpperCase();
  if ('valueQuery' in condition) {
    const result = run(condition.valueQuery, viewer, scope.api);
    const [field] = condition.valueQuery.fields ?? [];
    const column = field && 'field' in field ? field.field : 'Id';
    const values = new Set(result.records.map((row) => comparable(row[column], '')));
    return (row) => values.has(comparable(read(row, path), '')) === (operator === 'IN');
  }
  const type = Array.isArray(condition.literalType) ? condition.literalType[0] : condition.literalType;
  if (Array.isArray(condition.value)) {
    const values = new Set(condition.value.map((text) => comparable(literal(text, type, viewer.now), '')));
    return (row) => values.has(comparable(read(row, path), '')) === (operator === 'IN');
  }
  const value = literal(String(condition.value), type, viewer.now);
  return (row) => compare(operator, read(row, path), value, type);
}

type Token = Test | 'AND' | 'OR' | 'NOT' | '(' | ')';

/** Flattens the parser's chain of conditions and brackets into tokens in the order of the text. */
function tokens(clause: WhereClause, scope: Scope): Token[] {
  const list: Token[] = [];
  for (let at: WhereClause | undefined = clause; at; at = 'right' in at ? at.right : undefined) {
    const { left } = at;
    const open = left && 'openParen' in left ? (left.openParen ?? 0) : 0;
    const close = left && 'closeParen' in left ? (left.closeParen ?? 0) : 0;
    for (let i = 0; i < open; i += 1) list.push('(');
    if (left && 'operator' in left) list.push(conditionTest(left, scope));
    for (let i = 0; i < close; i += 1) list.push(')');
    if ('operator' in at) list.push(at.operator);
  }
  return list;
}

/** Recursive descent over the tokens: OR binds weaker than AND, NOT strongest. */
function whereTest(clause: WhereClause, scope: Scope): Test {
  const list = tokens(clause, scope);
  let at = 0;
  const unit = (): Test => {
    const token = list[at++];
    if (token === 'NOT') {
      const inner = unit();
      return (row) => !inner(row);
    }
    if (token === '(') {
      const inner = either();
      at += 1;
      return inner;
    }
    return typeof token === 'function' ? token : refuse('MALFORMED_QUERY', 'unexpected token');
  };
  const both = (): Test => {
    let test = unit();
    while (list[at] === 'AND') {
      at += 1;
      const [left, right] = [test, unit()];
      test = (row) => left(row) && right(row);
    }
    return test;
  };
  const either = (): Test => {
    let test = both();
    while (list[at] === 'OR') {
      at += 1;
      const [left, right] = [test, both()];
      test = (row) => left(row) || right(row);
    }
    return test;
  };
  return either();
}

function namesOf(field: FieldType): readonly string[] {
  if (field.type === 'Field') return [field.field];
  if (field.type === 'FieldRelationship') return [...field.relationships, field.field];
  return refuse('MALFORMED_QUERY', `unexpected token: ${field.type}`);
}

function isCount(fields: readonly FieldType[]): boolean {
  const [only] = fields;
  return (
    only?.type === 'FieldFunctionExpression' && only.functionName === 'COUNT' && (only.parameters ?? []).length === 0
  );
}

/** A record of the answer: the chosen columns, parents nested with their type. */
function project(row: Row, paths: readonly Path[], object: ObjectType, base: string): Record<string, unknown> {
  const id = row['Id'];
  const url = `${base}/sobjects/${object.name}/${typeof id === 'string' ? id : '000000000000000AAA'}`;
  const record: Record<string, unknown> = { attributes: { type: object.name, url } };
  const parents = new Map<string, Path[]>();
  for (const [first, ...rest] of paths) {
    if (rest.length === 0) record[first!] = row[first!] ?? null;
    else parents.set(first!, [...(parents.get(first!) ?? []), rest]);
  }
  for (const [name, rest] of parents) {
    const parent = row[name] as Row | null | undefined;
    const target = parentOf(object, name)?.object;
    record[name] = parent && target ? project(parent, rest, target, base) : null;
  }
  return record;
}

function run(query: Query, viewer: Viewer, api: QueryApi): Found {
  const name = query.sObject ?? '';
  const object = findObject(name, viewer, api);
  if (!object)
    return refuse(
      'INVALID_TYPE',
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
    );
  const scope: Scope = { object, viewer, api };
  const fields = query.fields ?? [];
  const counts = isCount(fields);
  const paths = counts ? [] : fields.map((field) => resolvePath(scope, namesOf(field)));
  let rows = object.rows(viewer);
  if (query.where) rows = rows.filter(whereTest(query.where, scope));
  const orders = query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  for (const order of [...orders].reverse()) {
    if (!('field' in order)) continue;
    const path = resolvePath(scope, order.field.split('.'));
    const sign = order.order === 'DESC' ? -1 : 1;
    rows = [...rows].sort((a, b) => {
      const [left, right] = [sortable(read(a, path)), sortable(read(b, path))];
      return left < right ? -sign : left > right ? sign : 0;
    });
  }
  if (query.limit !== undefined) rows = rows.slice(0, query.limit);
  const base = `/services/data/v${viewer.version}.0`;
  const records = counts ? [] : rows.map((row) => project(row, paths, object, base));
  return { entityName: object.name, total: rows.length, records, paths };
}

/** Answers a query, or returns the error in Salesforce's words. The parser loads with the first query. */
export async function answerQuery(text: string, viewer: Viewer, api: QueryApi): Promise<QueryResult> {
  const { parseQuery } = await import('@jetstreamapp/soql-parser-js');
  let query: Query;
  try {
    query = parseQuery(text);
  } catch {
    return { errorCode: 'MALFORMED_QUERY', message: `unexpected token: ${text.slice(0, 40)}` };
  }
  try {
    return run(query, viewer, api);
  } catch (error) {
    if (error instanceof Refused) return error.error;
    throw error;
  }
}
