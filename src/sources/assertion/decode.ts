import { holdsSecret } from '../../redaction/scrub.js';
import type { SourceFact } from '../../facts/store.js';

type Claims = Record<string, unknown>;

/** The result of decoding an assertion. */
export interface DecodedAssertion {
  /** Facts about it. None contains the assertion itself. */
  readonly facts: SourceFact[];
  /** The compact JWS, if it is one: for verifying its signature, never for showing. */
  readonly compact?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly id?: string;
}

const REQUIRED = ['iss', 'sub', 'aud', 'exp'] as const;

function parsePart(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** Names a text that can't be an assertion, by its shape. Undefined when it may be one. */
function misshapen(text: string): string | undefined {
  if (text === '') return 'empty';
  if (/-----BEGIN|PRIVATE KEY|BEGIN CERTIFICATE/.test(text) || /^MII[A-Za-z0-9+/]{40}/.test(text)) return 'pem';
  const parts = text.split('.');
  if (parts.length === 5) return 'encrypted-jwt';
  if (parts.length !== 3) return 'not-three-parts';
  if (/\s/.test(text)) return 'blanks';
  if (/[+/=]/.test(text)) return 'standard-base64';
  return parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part)) ? undefined : 'characters';
}

function problemOf(
  text: string,
  header: Claims | undefined,
  claims: Claims | undefined,
  signature: string,
): string | undefined {
  const shape = misshapen(text);
  if (shape !== undefined) return shape;
  if (header === undefined) return 'header-not-json';
  if (claims === undefined) return 'claims-not-json';
  const missing = REQUIRED.filter(
    (name) => claims[name] === undefined && !(name === 'sub' && claims['prn'] !== undefined),
  );
  if (missing.length === REQUIRED.length) return 'no-claims';
  if (missing.length > 0) return `missing-claim: ${missing.join(', ')}`;
  return signature === '' ? 'unsigned' : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Decodes a supplied assertion and reports how it is malformed. Reads the claims even if the text isn't quite a JWS.
 * Doesn't verify the signature.
 */
export function decodeAssertion(raw: string, source: string): DecodedAssertion {
  const [head = '', body = '', signature = ''] = raw.replace(/\s+/g, '').split('.');
  const header = parsePart(head);
  const claims = parsePart(body);
  const problem = problemOf(raw, header, claims, signature);
  const facts: SourceFact[] = [];
  if (problem !== undefined) facts.push({ name: 'assertion.problem', value: problem, source });
  const algorithm = string(header?.['alg']);
  if (algorithm !== undefined) facts.push({ name: 'assertion.algorithm', value: algorithm, source });
  if (claims === undefined) return { facts };

  const issuer = string(claims['iss']);
  const subject = string(claims['prn']) ?? string(claims['sub']);
  const audience = claims['aud'];
  const expiresAt = Number(claims['exp']);
  const id = string(claims['jti']);
  if (issuer !== undefined) facts.push({ name: 'assertion.issuer', value: issuer, source });
  if (subject !== undefined) facts.push({ name: 'assertion.subject', value: subject, source });
  if (typeof audience === 'string') facts.push({ name: 'assertion.audience', value: audience, source });
  else if (Array.isArray(audience)) facts.push({ name: 'assertion.audience', value: audience.map(String), source });
  if (claims['exp'] !== undefined && Number.isFinite(expiresAt))
    facts.push({ name: 'assertion.expiresAt', value: expiresAt, source });
  if (id !== undefined && !holdsSecret(id)) facts.push({ name: 'assertion.id', value: id, source });
  const isCompact = problem === undefined || problem.startsWith('missing-claim') || problem === 'no-claims';
  return {
    facts,
    ...(isCompact && { compact: raw }),
    ...(typeof audience === 'string' && { audience }),
    ...(subject !== undefined && { subject }),
    ...(issuer !== undefined && { issuer }),
    ...(id !== undefined && { id }),
  };
}
