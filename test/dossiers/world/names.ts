/**
 * The names in every world that is played. They stand for names: an observer does not know which of two consumer keys
 * is the right one. So the observer compares them by which are equal, and a finished text gets drawn names in their place.
 */
export const CANON = {
  rightKey: '3MVG9canonRIGHTcanonRIGHTcanonRIGHTcanonRIGHTcanonRIGHTcanonRIGHTcanonRIGHTcanonR',
  wrongKey: '3MVG9canonWRONGcanonWRONGcanonWRONGcanonWRONGcanonWRONGcanonWRONGcanonWRONGcanonW',
  user: 'canon-ci@canon.example',
  second: 'canon-etl@canon.example',
  admin: 'canon-admin@canon.example',
  wrongUser: 'canon-wrong@canon.example',
  hubUser: 'canon-hub@canon.example',
  hubKey: '3MVG9canonTHEHUBcanonTHEHUBcanonTHEHUBcanonTHEHUBcanonTHEHUBcanonTHEHUBcanonTHEH',
  production: 'canon-prod',
  sandbox: 'canon-prod--canon-box',
  developer: 'canon-dev',
  foreign: 'canon-stranger',
  appName: 'Canon_App',
  appLabel: 'Canon App',
  permissionSet: 'Canon_Set',
  profile: 'Canon Profile',
  rightThumbprint: 'c0ffee00canonRIGHT',
  otherThumbprint: 'c0ffee00canonOTHER',
  rightCertificate: 'MIIcanonRIGHTcertificate',
  otherCertificate: 'MIIcanonOTHERcertificate',
  clientIp: '203.0.113.41',
  laptopIp: '198.51.100.7',
} as const;

/** A name of the worlds. */
export type CanonName = keyof typeof CANON;

const NEVER_OPAQUE: readonly string[] = [CANON.clientIp, CANON.laptopIp];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

/** Finds every name that stands for another, the longest first. */
export const ANY_NAME = new RegExp(
  Object.values(CANON)
    .filter((name) => !NEVER_OPAQUE.includes(name))
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|'),
  'g',
);

const KINDS: Readonly<Record<CanonName, string>> = {
  rightKey: 'key',
  wrongKey: 'key',
  hubKey: 'key',
  user: 'user',
  second: 'user',
  admin: 'user',
  wrongUser: 'user',
  hubUser: 'user',
  production: 'domain',
  sandbox: 'domain',
  developer: 'domain',
  foreign: 'domain',
  appName: 'app',
  appLabel: 'app',
  permissionSet: 'set',
  profile: 'profile',
  rightThumbprint: 'thumbprint',
  otherThumbprint: 'thumbprint',
  rightCertificate: 'certificate',
  otherCertificate: 'certificate',
  clientIp: 'ip',
  laptopIp: 'ip',
};

const KIND_OF = new Map<string, string>(
  Object.entries(CANON).map(([name, text]) => [text, KINDS[name as CanonName]] as const),
);

/** A text with its names replaced by their order of appearance: two texts are alike when they differ in names alone. */
export function withoutNames(text: string): string {
  const seen = new Map<string, string>();
  return text.replace(ANY_NAME, (name) => {
    if (!seen.has(name)) seen.set(name, `${KIND_OF.get(name)}${seen.size}`);
    return seen.get(name)!;
  });
}
