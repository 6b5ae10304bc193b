import type { KeyProblem } from './types.js';

const NAMED: [pattern: RegExp, problem: KeyProblem][] = [
  [/^PuTTY-User-Key-File-\d/, { kind: 'putty-key' }],
  [/^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-ssh-\S{1,40}) AAAA/, { kind: 'ssh-public-key' }],
  [/^(?:Bearer\s+)?eyJ[\w-]{2,}\.[\w-]{2,}\.[\w-]*$/, { kind: 'assertion-instead-of-key' }],
  [
    /^(?:0x)?[0-9a-f]{16,64}[:.|][0-9a-f]{32,}$/i,
    { kind: 'ciphertext', detail: 'initialisation vector and ciphertext in hex' },
  ],
  [/^U2FsdGVkX1/, { kind: 'ciphertext', detail: 'openssl enc' }],
  [/^Salted__/, { kind: 'ciphertext', detail: 'openssl enc' }],
  [/^\$ANSIBLE_VAULT;/, { kind: 'ciphertext', detail: 'ansible-vault' }],
  [/ENC\[(?:AES256_GCM|PKCS7|GPG),/, { kind: 'ciphertext', detail: 'sops or eyaml' }],
  [/^age-encryption\.org\//, { kind: 'ciphertext', detail: 'age' }],
  [/^vault:v\d{1,4}:/, { kind: 'ciphertext', detail: 'Vault transit' }],
  [/^\s*<RSAKeyValue>/i, { kind: 'not-a-key', detail: 'an XML RSA key (.NET)' }],
  [/^<(?:!doctype|html|\?xml)/i, { kind: 'not-a-key', detail: 'a web or XML page' }],
  [/^version https:\/\/git-lfs/, { kind: 'not-a-key', detail: 'a Git LFS pointer' }],
  [
    /^(?:\$\{\{[^}]{0,200}\}\}|\$\{[^}]{0,200}\}|\$\([^)]{0,200}\)|\{\{[^}]{0,200}\}\}|\$[A-Z_]\w{0,100}|%[A-Z_]\w{0,100}%)$/i,
    { kind: 'placeholder', detail: 'a variable that was not filled in' },
  ],
  [
    /^(?:undefined|null|none|nil|\[object Object\]|true|false|todo|changeme)$/i,
    { kind: 'placeholder', detail: 'a word' },
  ],
];

const MASKS =
  /^(?:\*{2,}(?:[A-Z_0-9]{1,100}\*{2,})?|[[<(](?:[^\]>)]{0,60} )?(?:MASKED|REDACTED|HIDDEN|FILTERED|SECRET)(?: [^\]>)]{0,60})?[\])>].{0,100}|(?:MASKED|REDACTED|HIDDEN|FILTERED)|x{4,}|\.{3,}|\u2026+|\u2022{3,})$/i;

/** Marks that logs or people put in place of a secret. */
function isMasked(text: string): boolean {
  return text.length < 20_000 && text.split('\n').every((line) => line.trim() === '' || MASKS.test(line.trim()));
}

const PATH =
  /^(?:file:\/\/|~?[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/])?[^\n<>|"*?]{0,500}\.(key|pem|p8|pk8|p12|pfx|jks|jceks|keystore|der|crt|cer|cert|txt|json|enc)$/i;
const ROOTED = /^(?:file:\/\/|~[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/]|\/(?:[\w.@-]{1,60}\/){1,20})[\w .@\\/-]{1,200}$/;

/** Classifies a text without a PEM block or its base64. The result never quotes the text. */
export function detectText(text: string, original = text): KeyProblem {
  const value = text.trim();
  const size = describeSize(text);
  if (value === '') return { kind: 'empty', detail: text.length > 0 ? 'only blanks' : undefined };
  if (isMasked(value)) return { kind: 'masked', detail: size };
  for (const [pattern, problem] of NAMED) if (pattern.test(value) || pattern.test(original)) return problem;
  const extension = PATH.exec(value)?.[1];
  if (extension !== undefined) return { kind: 'path-instead-of-text', detail: `ends in .${extension.toLowerCase()}` };
  if (ROOTED.test(value)) return { kind: 'path-instead-of-text' };
  if (/^<[^<>]{1,100}>$|^\[[^[\]]{1,100}\]$|^(?:YOUR|MY)[_ -]?[A-Z_ -]{1,60}$/i.test(value)) {
    return { kind: 'placeholder', detail: 'a template text' };
  }
  return { kind: 'not-a-key', detail: size };
}

/** `3 lines, 120 characters` */
function describeSize(text: string): string {
  const lines = text.trim().split('\n').length;
  return `${lines} ${lines === 1 ? 'line' : 'lines'}, ${text.length} ${text.length === 1 ? 'character' : 'characters'}`;
}

/** Classifies a PEM block that isn't a usable private key. */
export function problemOfLabel(label: string): KeyProblem {
  if (label === 'OPENSSH PRIVATE KEY' || label === 'SSH2 ENCRYPTED PRIVATE KEY') return { kind: 'openssh-key' };
  if (label === 'SSH2 PUBLIC KEY') return { kind: 'ssh-public-key' };
  if (label === 'PGP MESSAGE') return { kind: 'ciphertext', detail: 'PGP' };
  if (label.startsWith('PGP ')) return { kind: 'pgp-key' };
  if (label.endsWith('CERTIFICATE REQUEST')) return { kind: 'certificate-request' };
  if (label.endsWith('CERTIFICATE')) return { kind: 'certificate' };
  if (label.endsWith('PUBLIC KEY')) return { kind: 'public-key' };
  return { kind: 'not-a-key', detail: KNOWN_OTHERS.has(label) ? label : 'an unknown PEM label' };
}

const KNOWN_OTHERS = new Set(['PKCS7', 'CMS', 'EC PARAMETERS', 'DH PARAMETERS', 'DSA PARAMETERS']);
