/** The readable parts of an assertion. */
export interface Assertion {
  readonly algorithm: unknown;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signingInput: string;
  readonly signature: Buffer;
  /** True when a part is written in plain base64 instead of base64url. */
  readonly plainBase64: boolean;
}

const PART = /^[A-Za-z0-9_-]+$/;
const PLAIN_PART = /^[A-Za-z0-9+/]+={0,2}$/;

function readObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a compact JWS. Undefined when the text isn't one. */
export function readAssertion(text: string): Assertion | undefined {
  const parts = text.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) return undefined;
  const unsigned = signature === '';
  const strict = PART.test(header) && PART.test(payload) && (unsigned || PART.test(signature));
  if (!strict && ![header, payload, signature].every((part) => PART.test(part) || PLAIN_PART.test(part)))
    return undefined;
  const head = readObject(header);
  const claims = readObject(payload);
  if (!head || !claims) return undefined;
  return {
    algorithm: head['alg'],
    claims,
    signingInput: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
    plainBase64: !strict,
  };
}

/** The user an assertion speaks for: `prn` wins over `sub` (documented). */
export function subjectOf(claims: Readonly<Record<string, unknown>>): unknown {
  return claims['prn'] ?? claims['sub'];
}

/** Seconds since 1970 of an `exp` claim: a number, or a number written as text (documented). */
export function expiryOf(claims: Readonly<Record<string, unknown>>): number | undefined {
  const exp = claims['exp'];
  if (typeof exp === 'number' && Number.isFinite(exp)) return exp;
  return typeof exp === 'string' && /^\d+(\.\d+)?$/.test(exp.trim()) ? Number(exp) : undefined;
}
