import type { FactName } from '../../../facts/names.js';
import type { SourceFact } from '../../../facts/store.js';
import { TOKEN_PATH } from '../../../salesforce/grant.js';
import { hostFacts } from '../../../salesforce/hosts.js';
import type { OfLogin } from '../shape.js';

/** The parts of a login that a file can set. */
const FIELDS = ['issuer', 'subject', 'audience', 'loginUrl', 'algorithm', 'grantType', 'contentType'] as const;
export type Field = (typeof FIELDS)[number];

/** A value that a file sets; `undefined` where a template, a variable or a program makes it. */
export interface Setting {
  readonly value: string | readonly string[] | undefined;
  readonly line: number;
}

/** One login that a file sets up: a step of a pipeline, a block of settings, or a program. */
export interface WrittenLogin {
  readonly settings: Partial<Record<Field, Setting>>;
  readonly client?: string;
  readonly expiresAt?: { readonly value: number; readonly line: number };
  /** Seconds between the making of the assertion and its end; below zero where it is made expired. */
  readonly lifetime?: { readonly value: number; readonly line: number };
  readonly swappedAt?: number;
}

const FACTS = {
  issuer: 'assertion.issuer',
  subject: 'assertion.subject',
  audience: 'assertion.audience',
  loginUrl: 'request.url',
  algorithm: 'assertion.algorithm',
  grantType: 'request.grantType',
  contentType: 'request.contentType',
} as const satisfies Record<Field, FactName>;

/** The token URL that a login URL stands for; undefined for a host that is no login host. */
function tokenUrlOf(value: string): string | undefined {
  const host = hostFacts(value);
  if (host === undefined || host.kind === 'loopback') return undefined;
  if (host.kind === 'foreign') return /\/oauth2?\/|\/token\b/.test(value) ? value.split('?')[0] : undefined;
  return `${host.origin}${TOKEN_PATH}`;
}

function factOf(field: Field, { value, line }: Setting, name: string): SourceFact[] {
  const source = `${name}, line ${line}`;
  const told = field === 'loginUrl' && typeof value === 'string' ? tokenUrlOf(value) : value;
  if (value !== undefined && told === undefined) return [];
  if (told === undefined)
    return [
      { name: FACTS[field], unknown: 'masked', source, detail: 'the file leaves it to a variable' } as SourceFact,
    ];
  return [{ name: FACTS[field], value: told, source, rank: 'written' } as SourceFact];
}

/** The facts of a login that a file sets up. They are believed less than what was seen or said of the login itself. */
export function toLogin({ settings, client, expiresAt, lifetime, swappedAt }: WrittenLogin, name: string): OfLogin {
  const facts = FIELDS.flatMap((field) => {
    const setting = settings[field];
    return setting === undefined ? [] : factOf(field, setting, name);
  });
  if (client !== undefined) facts.push({ name: 'client.name', value: client, source: name, rank: 'written' });
  if (expiresAt !== undefined)
    facts.push({
      name: 'assertion.expiresAt',
      value: expiresAt.value,
      source: `${name}, line ${expiresAt.line}`,
      rank: 'written',
    });
  if (lifetime !== undefined)
    facts.push({
      name: 'assertion.lifetimeSeconds',
      value: lifetime.value,
      source: `${name}, line ${lifetime.line}`,
      rank: 'written',
    });
  if (swappedAt !== undefined)
    facts.push({ name: 'assertion.swapped', value: true, source: `${name}, line ${swappedAt}`, rank: 'written' });
  return { facts };
}
