import type { Rule } from './rule.js';

const GAP = '(?:\\s|\\+|%20|\\\\n|%0A)';
// Every shape of secret that may stand in a paste, a log or an answer. Order matters: whole blocks before their parts.
// Each pattern starts only where its run of characters starts, so that a long text costs linear time.
export const SHAPES: readonly Rule[] = [
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
  {
    name: 'number of a JWK',
    pattern: /("(?:d|p|q|dp|dq|qi|k)"\s*:\s*")[A-Za-z0-9_-]{20,}/g,
    replacement: '$1[private key removed]',
  },
  { name: 'code', pattern: /((?:^|[?&\s])code=)[^\s&"'<>]{8,}/g, replacement: '$1[secret removed]' },
  {
    name: 'authorization header',
    pattern:
      /(\bauthori[sz]ation["']?\s{0,4}[:=,]\s{0,4}(?:"value"\s{0,4}:\s{0,4})?["']?)(?:(?:negotiate|ntlm|digest)\s+(?!\[)[^\n\r]{1,4000}|(?:bearer|basic|oauth)\s+(?!\[)[^\n\r"']{1,4000}|(?:[A-Za-z][\w-]{1,20}\s{1,4})?(?!\[)(?=[^\s"',}]{0,200}[\d=])[^\s"',}]{8,})/gi,
    replacement: '$1[secret removed]',
    spares: (value) => /\[[\w ]+ removed\]/.test(value),
  },
  { name: 'bearer', pattern: /(\b(?:bearer|basic)\s+)[A-Za-z0-9._!~+/=-]{16,}/gi, replacement: '$1[secret removed]' },
  { name: 'cookie', pattern: /(\b(?:set-)?cookie\s*:\s*)(?![\s[])[^\n\r"]+/gi, replacement: '$1[cookie removed]' },
  {
    name: 'browser id',
    pattern: /\b(BrowserId(?:_sec)?|sid|sid_Client|oid)=(?!\[)[A-Za-z0-9._!%-]{8,}/g,
    replacement: '$1=[cookie removed]',
  },
  {
    name: 'token of another service',
    pattern:
      /(?<![A-Za-z0-9_-])(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,}|xox[abeoprs]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|npm_[A-Za-z0-9]{30,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{20,}|hv[sbr]\.[A-Za-z0-9_-]{20,}|dop_v1_[a-f0-9]{40,})/g,
    replacement: '[token removed]',
  },
  // A consumer secret is 64 hexadecimal digits in capitals; that of an old app is a number, see `scrubIssuer` and the names.
  {
    name: 'consumer secret',
    pattern: /(?<![A-Za-z0-9])[0-9A-F]{64}(?![A-Za-z0-9])/g,
    replacement: '[consumer secret removed]',
  },
];
