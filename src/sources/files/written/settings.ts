import type { Field, Setting, WrittenLogin } from './login.js';
import { fieldOf, groupOf } from './names.js';
import { filled, resolved, variablesOf, type Variables } from './values.js';

/** One setting of a file: where it stands, its name and its text. */
export interface Entry {
  /** The map, block or section that holds it. */
  readonly within: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const OURS = /salesforce|sfdx|force\.com|3MVG9|\bsf[-_]|\.my\.salesforce|visualforce/i;

function isPlausible(field: Field, value: string): boolean {
  if (field === 'issuer') return /^[\w.~@-]{8,300}$/.test(value);
  if (field === 'subject') return value.includes('@');
  if (field === 'loginUrl' || field === 'audience')
    return /^https?:\/\//i.test(value) || DOMAIN.test(value) || /\.salesforce(?:-\w+)?\.com$/i.test(value);
  if (field === 'algorithm') return /^[A-Z]{2}\d{3}$/.test(value);
  return field !== 'grantType' || /^(?:urn:|[a-z_-]+$)/.test(value);
}

/** A login URL as people shorten it: a host without a scheme. */
function whole(field: Field, value: string): string {
  if (field !== 'loginUrl' || /^https?:/i.test(value)) return value;
  // Python clients take the part of the host before salesforce.com.
  return DOMAIN.test(value) ? `https://${value}.salesforce.com` : `https://${value}`;
}

const DOMAIN = /^(?:login|test|[\w-]+(?:\.sandbox)?\.my)$/;

function settingOf(field: Field, { value, line }: Entry, variables: Variables): Setting | undefined {
  const told = resolved(value, variables);
  if (told === undefined) return { value: undefined, line };
  return isPlausible(field, told) ? { value: whole(field, told), line } : undefined;
}

/**
 * The logins that settings make up: of each block, and of each beginning of their names, those with an app or a key and a
 * user, a host or an audience beside it.
 */
export function loginsOfSettings(entries: readonly Entry[], given: Variables = new Map()): WrittenLogin[] {
  const own = variablesOf(
    entries.flatMap(({ name, value }) => (filled(value) === undefined ? [] : [[name, value] as const])),
  );
  const variables = new Map([...given, ...own]);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (fieldOf(entry.name) === undefined) continue;
    const group = `${entry.within}\u0000${groupOf(entry.name)}`;
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const fields = new Set(group.map(({ name }) => fieldOf(name)));
    const names = group.map(({ name, value, within }) => `${within} ${name} ${value}`).join(' ');
    const isLogin =
      (fields.has('issuer') || fields.has('key')) &&
      ['subject', 'loginUrl', 'audience'].some((field) => fields.has(field as Field));
    if (!isLogin || !OURS.test(names)) return [];
    const settings: Partial<Record<Field, Setting>> = {};
    for (const entry of group) {
      const field = fieldOf(entry.name)!;
      if (field === 'key') continue;
      const setting = settingOf(field, entry, variables);
      if (setting !== undefined) settings[field] ??= setting;
    }
    return Object.values(settings).some(({ value }) => value !== undefined) ? [{ settings }] : [];
  });
}

const ASSIGNMENT =
  /^\s*(?:export\s+|set\s+(?:\/p\s+)?|\$env:|(?:ENV|ARG)\s+|-\s+)?["']?([A-Za-z_][\w.-]{1,80})["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*,?(?:\s+(?:#|\/\/).*)?\s*$/;
const COMMENT = /^\s*(?:#|;|\/\/|<!--|!)/;
const SECTION =
  /^\s*\[([\w.: -]{1,80})\]\s*$|^\s*((?:resource|variable|locals|module|provider|data|output|[a-z_]+)(?:\s+"[^"]*")*)\s*(?:[={]{1,3}\s*)?\{\s*$/;

/** The settings of lines such as `NAME=value`, `name: value` and `name = "value"`, with the section or block around them. */
export function entriesOfLines(lines: readonly string[]): Entry[] {
  let within = '';
  return lines.flatMap((line, index): Entry[] => {
    if (line.length > 4000 || COMMENT.test(line)) return [];
    const section = SECTION.exec(line);
    if (section !== null) within = `${section[1] ?? section[2] ?? ''}:${index}`;
    const [, name, double, single, bare] = ASSIGNMENT.exec(line) ?? [];
    const value = double ?? single ?? bare;
    return name === undefined || value === undefined || value === '' || value === '{' || value === '['
      ? []
      : [{ within, name, value, line: index + 1 }];
  });
}

const ATTRIBUTE = /(?<![\w:.-])([\w:.-]{1,80})\s*=\s*"([^"]{0,1000})"/g;
const ELEMENT = /<([\w:.-]{1,80})(?:\s[^<>]*)?>([^<>]{1,1000})<\/\1>/g;

/** The settings of XML: the attributes of an element, and elements that hold a text. Comments are left out. */
export function entriesOfXml(text: string): Entry[] {
  const plain = text.replace(/<!--[\s\S]*?-->/g, (comment) => '\n'.repeat(comment.split('\n').length - 1));
  const lineAt = (index: number) => plain.slice(0, index).split('\n').length;
  const entries: Entry[] = [];
  for (const tag of plain.matchAll(/<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*"[^"]*")+)\s*\/?>/g))
    for (const [, name = '', value = ''] of tag[2]!.matchAll(ATTRIBUTE))
      entries.push({
        within: `${tag[1]!}:${tag.index}`,
        name: name.split(':').at(-1)!,
        value,
        line: lineAt(tag.index),
      });
  for (const found of plain.matchAll(ELEMENT))
    entries.push({
      within: 'elements',
      name: found[1]!.split(':').at(-1)!,
      value: found[2]!.trim(),
      line: lineAt(found.index),
    });
  return entries;
}

const DEEPEST = 30;
const MOST = 20_000;

/** The settings of a JSON document. A text that is JSON itself is opened. */
export function entriesOfJson(json: unknown): Entry[] {
  const entries: Entry[] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (depth > DEEPEST || entries.length > MOST || typeof value !== 'object' || value === null) return;
    const { key, name: label } = value as { key?: unknown; name?: unknown };
    const own = (value as { value?: unknown }).value;
    // Lists of pairs, as API clients write variables.
    const pair = typeof key === 'string' ? key : typeof label === 'string' ? label : undefined;
    if (pair !== undefined && typeof own === 'string')
      entries.push({ within: path.replace(/\/\d+$/, ''), name: pair, value: own, line: 1 });
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') visit(inner, `${path}/${name}`, depth + 1);
      else if (/^\s*\{"/.test(inner)) visit(parsed(inner), path, depth + 1);
      else entries.push({ within: path, name, value: inner, line: 1 });
    }
  };
  visit(json, '', 0);
  return entries;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
