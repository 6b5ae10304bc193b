import { z } from 'zod';
import { InputError } from './input-error.js';
import { isMasked } from './masks.js';
import { nearestName } from './nearest.js';
import type { NotKnown, Rank, SourceFact } from './store.js';
import { FACT_NAMES, isFactName, type FactName } from './names.js';
import { factSchema } from './schemas.js';

/** An unknown fact name or an invalid value. */
export class FactError extends InputError {
  override readonly name = 'FactError';
}

const REASONS = ['not-asked', 'denied', 'absent-in-reply', 'masked', 'not-supported', 'failed'] as const;
const unknownFact = z.object({
  unknown: z.enum(REASONS),
  source: z.string().optional(),
  detail: z.string().optional(),
});

function requireName(name: string, where: string): FactName {
  if (isFactName(name)) return name;
  const near = nearestName(name.slice(0, 80), FACT_NAMES);
  const hint = near === undefined ? 'docs/facts.md lists all names' : `did you mean "${near}"?`;
  throw new FactError(`${where}: there is no fact named "${printable(name)}"; ${hint}`);
}

function printable(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return [...short].map((char) => (char < ' ' || char === '\u007f' ? '?' : char)).join('');
}

/** Checks a value against the schema of its fact. Throws a FactError that names the fact. */
function toSourceFact(name: string, value: unknown, source: string, rank: Rank, where = source): SourceFact {
  const fact = requireName(name, where);
  if (typeof value === 'string' && isMasked(value)) return { name: fact, unknown: 'masked', source } as SourceFact;
  const parsed = factSchema(fact).safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
    throw new FactError(
      `${where}: this value is not valid for the fact "${fact}"${place} (${issue?.message ?? 'wrong type'}); see docs/facts.md for its values`,
    );
  }
  return { name: fact, value: parsed.data, source, rank } as SourceFact;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const DEEPEST = 20;

function depthOf(value: unknown, depth: number): number {
  if (depth > DEEPEST || value === null || typeof value !== 'object') return depth;
  return Math.max(
    depth,
    ...Object.values(value)
      .slice(0, 10_000)
      .map((item) => depthOf(item, depth + 1)),
  );
}

/** True for a parsed JSON document with `evidenceVersion`. */
function isEvidence(document: unknown): document is { evidenceVersion: unknown; facts?: unknown } {
  return isRecord(document) && 'evidenceVersion' in document;
}

/**
 * Reads an evidence file (already parsed JSON): `{ "evidenceVersion": 1, "facts": { "<name>": <value> } }`, where a
 * value may also be `{ "value": …, "source": … }` or `{ "unknown": …, "source": … }`. Throws a FactError.
 */
export function readEvidence(document: unknown, file: string): SourceFact[] {
  if (!isEvidence(document))
    throw new FactError(`${file}: not an evidence file; it needs "evidenceVersion": 1 and "facts"`);
  if (document.evidenceVersion !== 1) {
    throw new FactError(
      `${file}: evidenceVersion ${printable(String(document.evidenceVersion))} is not supported; this version of sf-jwt-doctor reads 1`,
    );
  }
  if (depthOf(document.facts, 0) > DEEPEST)
    throw new FactError(`${file}: the facts are nested deeper than ${DEEPEST} levels, which no fact needs`);
  if (!isRecord(document.facts)) throw new FactError(`${file}: "facts" must be an object of fact names and values`);
  return Object.entries(document.facts).flatMap(([name, raw]) => {
    const unknown = unknownFact.safeParse(raw);
    if (unknown.success && isFactName(name)) {
      const entry: NotKnown = { ...unknown.data, source: unknown.data.source ?? file };
      return { name, ...entry } as SourceFact;
    }
    const isWrapped = isRecord(raw) && 'value' in raw && Object.keys(raw).every((key) => WRAPPING.includes(key));
    if (!isWrapped) return toSourceFact(name, raw, file, 'stated', file);
    const others = Array.isArray(raw['others']) ? (raw['others'] as unknown[]).filter(isRecord) : [];
    return [raw, ...others].map((told) => unwrapped(name, told, file));
  });
}

const WRAPPING = ['value', 'source', 'at', 'rank', 'others'];
const RANKS: readonly unknown[] = ['stated', 'observed', 'given'] satisfies Rank[];

/** Reads a wrapped fact. Bundles also keep the rank of its source. */
function unwrapped(name: string, told: Record<string, unknown>, file: string): SourceFact {
  const { source, at, rank } = told;
  const knownRank = RANKS.includes(rank) ? (rank as Rank) : 'stated';
  const fact = toSourceFact(name, told['value'], typeof source === 'string' ? source : file, knownRank, file);
  return typeof at === 'string' && 'value' in fact ? { ...fact, at } : fact;
}

// Words that people write for a value, and labels in Setup.
const SAID: Readonly<Record<string, readonly unknown[]>> = {
  yes: [true],
  no: [false],
  none: [[], null],
  '0': [[]],
  'all users may self-authorize': ['self-authorize'],
  'admin approved users are pre-authorized': ['admin-approved'],
};

const LIST_SHORTHAND = /^[\w.:/+-]+(,[\w.:/+-]+)*$/;

/**
 * Reads `name=value` of `--fact`. A value is JSON if that fits the fact, else text. Commas may separate a list of plain
 * words (`app.scopes=api,refresh_token`). Throws a FactError.
 */
export function readGivenFact(argument: string): SourceFact {
  const equals = argument.indexOf('=');
  if (equals < 1) throw new FactError('--fact: write name=value, for example --fact app.permittedUsers=admin-approved');
  const name = requireName(argument.slice(0, equals).trim(), '--fact');
  const raw = argument.slice(equals + 1);
  const candidates: unknown[] = [raw];
  try {
    candidates.unshift(JSON.parse(raw));
  } catch {
    if (LIST_SHORTHAND.test(raw)) candidates.push(raw.split(','));
  }
  candidates.push(...(SAID[raw.trim().toLowerCase()] ?? []));
  const at = candidates.findIndex((candidate) => factSchema(name).safeParse(candidate).success);
  return toSourceFact(name, at === -1 ? raw : candidates[at], 'given with --fact', 'given', '--fact');
}
