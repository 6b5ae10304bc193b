interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const GAP = '(?:\\s|\\+|%20|\\\\n|%0A)';
const SECRET_NAMES = [
  'assertion',
  '(?:client|consumer|app)[-_]?secret',
  '(?:access|refresh|oauth|id|security|session)[-_]?token',
  '[a-z]*[-_]?pass(?:word|phrase|wd)',
  'code[-_]?verifier',
  'session[-_]?id',
  'sid',
  'otp',
  'private[-_]?key',
  'SAMLResponse',
].join('|');

// All shapes of secrets in a paste, a log or an answer. The order matters: whole blocks before their parts.
// Each pattern starts only where its run of characters starts, so that a long text costs linear time.
const RULES: readonly Rule[] = [
  {
    name: 'private key',
    pattern: new RegExp(
      `(?<!-)-{2,}${GAP}?BEGIN${GAP}[A-Z0-9%+ ]{0,40}PRIVATE${GAP}KEY[\\s\\S]*?(?:END${GAP}[A-Z0-9%+ ]{0,40}PRIVATE${GAP}KEY-{0,5}|$)`,
      'g',
    ),
    replacement: '[private key removed]',
  },
  { name: 'PuTTY key', pattern: /PuTTY-User-Key-File[\s\S]*$/g, replacement: '[private key removed]' },
  {
    name: 'assertion or JWT',
    pattern:
      /(?<![A-Za-z0-9_-])(?:eyJ|ewog|ewo)[A-Za-z0-9_-]{8,}(?:\s*(?:\.|%2E|\\u002e)\s*[A-Za-z0-9_+/=-]{4,}){1,4}/gi,
    replacement: '[assertion removed]',
  },
  { name: 'part of a JWT', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{40,}/g, replacement: '[assertion removed]' },
  {
    name: 'lines of base64',
    pattern: /(?<![A-Za-z0-9+/_=-])(?:[A-Za-z0-9+/_-]{40,}={0,2}(?:[\\^=]{0,2}\r?\n|\\n|\\r)\s*){2,}[A-Za-z0-9+/_=-]*/g,
    replacement: '[key or token text removed]',
  },
  {
    name: 'DER in base64',
    pattern: /(?<![A-Za-z0-9+/_-])MI[A-Z][A-Za-z0-9+/]{60,}={0,2}/g,
    replacement: '[key or certificate removed]',
  },
  {
    name: 'PEM in base64',
    pattern: /(?<![A-Za-z0-9+/_-])LS0tLS[A-Za-z0-9+/_-]{20,}={0,2}/g,
    replacement: '[private key removed]',
  },
  {
    name: 'long base64',
    pattern: /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{160,}={0,2}/g,
    replacement: '[long text removed]',
  },
  {
    name: 'session id',
    pattern: /(?<![A-Za-z0-9])00D[A-Za-z0-9]{12,15}(?:\\?!|%21|\\u0021|&#33;)[A-Za-z0-9._%-]{20,}/g,
    replacement: '[session id removed]',
  },
  {
    name: 'refresh token',
    pattern: /(?<![A-Za-z0-9])5Aep[A-Za-z0-9._-]{20,}/g,
    replacement: '[refresh token removed]',
  },
  { name: 'sfdx auth URL', pattern: /\bforce:\/\/[^\s"'<>]+/g, replacement: '[auth URL removed]' },
  { name: 'user information of a URL', pattern: /(:\/\/)[^/\s@"'<>]{1,200}@/g, replacement: '$1' },
  {
    name: 'named secret',
    pattern: new RegExp(
      `((?:\\\\?["'])?(?<![a-z])(?:${SECRET_NAMES})(?:\\\\?["'])?\\s*(?:=>|[=:])\\s*)(\\\\?["'])?(?!\\[)[^\\s"'&,;<>}\\\\]{6,}`,
      'gi',
    ),
    replacement: '$1$2[secret removed]',
  },
  {
    name: 'quoted secret',
    pattern: new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*")(?!\\[)[^"\\\\]{1,4000}`, 'gi'),
    replacement: '$1[secret removed]',
  },
  {
    name: 'told password',
    pattern: /(\b(?:password|passphrase|passwd) (?:is|was)[: ]+)(?=[^\s]{0,80}[\d!@#$%^&*_+-])(?!\[)[^\s"'<>]{6,80}/gi,
    replacement: '$1[secret removed]',
  },
  {
    name: 'secret flag',
    pattern:
      /(--?(?:client-?secret|consumer-?secret|password|passphrase|access-?token|token|secret)[= ]+)(?!\[)[^\s"']+/gi,
    replacement: '$1[secret removed]',
  },
  { name: 'user of curl', pattern: /(\s(?:-u|--user)[= ]+)[^\s:"']+:[^\s"']+/g, replacement: '$1[secret removed]' },
  {
    name: 'number of a JWK',
    pattern: /("(?:d|p|q|dp|dq|qi|k)"\s*:\s*")[A-Za-z0-9_-]{20,}/g,
    replacement: '$1[private key removed]',
  },
  { name: 'code', pattern: /((?:^|[?&\s])code=)[^\s&"'<>]{8,}/g, replacement: '$1[secret removed]' },
  {
    name: 'authorization header',
    pattern:
      /(\bauthorization["']?\s*[:=,]\s*(?:"value"\s*:\s*)?["']?)(?:(?:bearer|basic|oauth)\s+)?(?!\[)[^\s"',}]{8,}/gi,
    replacement: '$1[secret removed]',
  },
  { name: 'bearer', pattern: /(\b(?:bearer|basic)\s+)[A-Za-z0-9._!~+/=-]{16,}/gi, replacement: '$1[secret removed]' },
  { name: 'cookie', pattern: /(\b(?:set-)?cookie\s*:\s*)(?!\[)[^\n\r"]+/gi, replacement: '$1[cookie removed]' },
  {
    name: 'browser id',
    pattern: /\b(BrowserId(?:_sec)?|sid|sid_Client|oid)=(?!\[)[A-Za-z0-9._!%-]{8,}/g,
    replacement: '$1=[cookie removed]',
  },
  { name: 'SOAP session', pattern: /(<(?:\w+:)?sessionId>)[^<]+/gi, replacement: '$1[session id removed]' },
  // A consumer secret is 64 hexadecimal digits in capitals; that of an old app is a number, see `scrubIssuer`.
  {
    name: 'consumer secret',
    pattern: /(?<![A-Za-z0-9])[0-9A-F]{64}(?![A-Za-z0-9])/g,
    replacement: '[consumer secret removed]',
  },
];

/** Makes the mark for a secret from its kind and its value. */
export type MarkSecret = (removed: string, secret: string) => string;

function scrubWith(text: string, { pattern, replacement }: Rule, mark: MarkSecret): string {
  const bracket = replacement.indexOf('[');
  if (bracket === -1) return text.replace(pattern, replacement);
  const [before, removed] = [replacement.slice(0, bracket), replacement.slice(bracket)];
  return text.replace(pattern, (match: string, ...groups: unknown[]) => {
    const kept = before.replace(/\$(\d)/g, (_, number: string) => {
      const group = groups[Number(number) - 1];
      return typeof group === 'string' ? group : '';
    });
    return kept + mark(removed, match.slice(kept.length));
  });
}

/**
 * Takes every secret out of a text: private keys, assertions, tokens, session ids, cookies, secrets in form fields and
 * JSON. What is no secret (hosts, user names, consumer keys, error texts) stays as it was. `mark` makes what stands in its
 * place; without it equal and different secrets look alike.
 */
export function scrubText(text: string, mark?: MarkSecret): string {
  let clean = text;
  for (const rule of RULES)
    clean = mark === undefined ? clean.replace(rule.pattern, rule.replacement) : scrubWith(clean, rule, mark);
  return clean;
}

/** The consumer secret of an old app is a number of 16 to 20 digits: it is taken out where a consumer key belongs. */
export function scrubIssuer(issuer: string): string {
  return /^\d{16,20}$/.test(issuer.trim()) ? '[consumer secret removed]' : scrubText(issuer);
}

/** `scrubText` over every string of a JSON-like value, names included; the shape stays. */
export function scrub<T>(value: T): T {
  if (typeof value === 'string') return scrubText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => scrub(item)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [scrubText(key), scrub(item as unknown)]),
    ) as T;
  }
  return value;
}

/** True when a text holds something that must never be shown. */
export function holdsSecret(text: string): boolean {
  return scrubText(text) !== text;
}

// Control characters, and those that turn the direction of writing: a terminal would obey them.
// eslint-disable-next-line no-control-regex -- these characters are the point
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text that a terminal only shows and never obeys; line ends and tabs stay. */
export function plainText(text: string): string {
  return text.replace(OBEYED, '\u00b7');
}
