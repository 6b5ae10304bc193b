interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

// Every shape of secret that may stand in a paste, a log or an answer. Order matters: whole blocks before their parts.
const RULES: readonly Rule[] = [
  {
    name: 'private key',
    pattern: /-{2,}\s?BEGIN [A-Z ]*PRIVATE KEY-{2,}[\s\S]*?(?:-{2,}\s?END [A-Z ]*PRIVATE KEY-{2,}|$)/g,
    replacement: '[private key removed]',
  },
  {
    name: 'private key body',
    pattern: /\bMII[A-Za-z0-9+/]{3}[A-Za-z0-9+/=\s\\n]{400,}/g,
    replacement: '[key or certificate body removed]',
  },
  {
    name: 'assertion or JWT',
    pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_+/=-]*)?/g,
    replacement: '[assertion removed]',
  },
  { name: 'encoded JWT part', pattern: /\beyJ[A-Za-z0-9_-]{40,}/g, replacement: '[assertion removed]' },
  {
    name: 'session id',
    pattern: /\b00D[A-Za-z0-9]{12,15}(?:!|%21)[A-Za-z0-9._%-]{20,}/g,
    replacement: '[session id removed]',
  },
  { name: 'refresh token', pattern: /\b5Aep[A-Za-z0-9._-]{20,}/g, replacement: '[refresh token removed]' },
  { name: 'sfdx auth URL', pattern: /\bforce:\/\/[^\s"'<>]+/g, replacement: '[auth URL removed]' },
  {
    name: 'named secret',
    pattern:
      /(["']?\b(?:assertion|client_secret|consumer_?secret|clientSecret|access_token|accessToken|refresh_token|refreshToken|oauth_token|id_token|password|passphrase|passwd|code_verifier|sid|sessionId|session_id|security_token|private_?key)["']?\s*(?:=>|[=:])\s*)(["']?)(?!\[)[^\s"'&,;<>}]{6,}/gi,
    replacement: '$1$2[secret removed]',
  },
  { name: 'code', pattern: /([?&]code=)[^\s&"'<>]{8,}/g, replacement: '$1[secret removed]' },
  {
    name: 'authorization header',
    pattern: /(\bauthorization\s*[:=]\s*)(?:(?:bearer|basic|oauth)\s+)?[^\s"',}]{8,}/gi,
    replacement: '$1[secret removed]',
  },
  { name: 'bearer', pattern: /(\bbearer\s+)[A-Za-z0-9._!~+/=-]{16,}/gi, replacement: '$1[secret removed]' },
  { name: 'cookie', pattern: /(\b(?:set-)?cookie\s*:\s*)[^\n\r"]+/gi, replacement: '$1[cookie removed]' },
  {
    name: 'browser id',
    pattern: /\b(BrowserId(?:_sec)?|sid|sid_Client|oid)=[A-Za-z0-9._!%-]{8,}/g,
    replacement: '$1=[cookie removed]',
  },
  // A consumer secret is 64 hexadecimal digits in capitals, or 16 to 20 digits in old apps.
  {
    name: 'consumer secret',
    pattern: /(?<![A-Za-z0-9])[0-9A-F]{64}(?![A-Za-z0-9])/g,
    replacement: '[consumer secret removed]',
  },
];

/**
 * Takes every secret out of a text: private keys, assertions, tokens, session ids, cookies, secrets in form fields and
 * JSON. What is no secret (hosts, user names, consumer keys, error texts) stays as it was.
 */
export function scrubText(text: string): string {
  let clean = text;
  for (const { pattern, replacement } of RULES) clean = clean.replace(pattern, replacement);
  return clean;
}

/** `scrubText` over every string of a JSON-like value; the shape stays. */
export function scrub<T>(value: T): T {
  if (typeof value === 'string') return scrubText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => scrub(item)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrub(item as unknown)])) as T;
  }
  return value;
}

/** True when a text holds something that must never be shown. */
export function holdsSecret(text: string): boolean {
  return scrubText(text) !== text;
}
