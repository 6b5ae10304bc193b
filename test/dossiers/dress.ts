import { loginAssertion, type Login } from '../../src/simulator/index.js';
import { ASSERTION_MARK, DATE_MARK, type Pick } from './clients/client.js';
import { OTHER_PAIR, SHOWN_PAIR } from './world/base.js';
import { ANY_NAME, CANON, type CanonName } from './world/names.js';
import { createHash, createPublicKey } from 'node:crypto';

/** The drawn names of a dossier, by the names of the worlds. */
export type Names = ReadonlyMap<string, string>;

const COMPANIES = [
  'contoso',
  'globex',
  'umbra',
  'nordwind',
  'initech',
  'hoolify',
  'vandelay',
  'brightco',
  'tyrell-eu',
] as const;
const BOXES = ['uat', 'qa', 'full', 'dev2', 'sit', 'staging', 'int'] as const;
const APPS = ['CI Deploy', 'Data Sync', 'Order Bridge', 'Nightly Export', 'ERP Connector', 'Billing'] as const;
const PARTS = ['ci', 'etl', 'deploy', 'integration', 'sync.bot', 'svc-erp', 'api.user'] as const;
const thumbprintOf = (pem: string): string =>
  createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex');
const base64Of = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

const FIXED: Readonly<Partial<Record<CanonName, string>>> = {
  rightThumbprint: thumbprintOf(SHOWN_PAIR.certificate),
  otherThumbprint: thumbprintOf(OTHER_PAIR.certificate),
  rightCertificate: base64Of(SHOWN_PAIR.certificate),
  otherCertificate: base64Of(OTHER_PAIR.certificate),
};

function consumerKey(seed: string): string {
  const letters = createHash('sha512').update(seed).digest('base64').replace(/[+/=]/g, '');
  return `3MVG9${letters.slice(0, 80)}`;
}

/** A key that is nearly the right one, or none at all. */
function wrongKey(right: string, seed: number, pick: Pick): string {
  const typo = `${right.slice(0, 40)}${right[40] === 'x' ? 'y' : 'x'}${right.slice(41)}`;
  return pick(typo, right.slice(0, -2), consumerKey(`${seed} wrong`));
}

/** Draws the names of a dossier. Users of a sandbox have its name behind theirs. */
export function drawNames(pick: Pick, seed: number, isSandbox: boolean): Names {
  const company = pick(...COMPANIES);
  const box = pick(...BOXES);
  const label = pick(...APPS);
  const part = pick(...PARTS);
  const end = `@${company}.example.com`;
  const suffix = isSandbox ? `.${box}` : '';
  const right = consumerKey(`${seed} right`);
  const names: Readonly<Record<CanonName, string>> = {
    rightKey: right,
    wrongKey: wrongKey(right, seed, pick),
    hubKey: consumerKey(`${seed} hub`),
    user: `${part}${end}${suffix}`,
    second: `second.${part}${end}${suffix}`,
    admin: `admin${end}${suffix}`,
    wrongUser: pick(`${part}x${end}${suffix}`, `${part}${end}${isSandbox ? '' : '.old'}`, `old.${part}${end}${suffix}`),
    hubUser: `hub.${part}${end}${isSandbox ? '' : `.${box}`}`,
    production: company,
    sandbox: `${company}--${box}`,
    developer: `${company}-dev-ed`,
    foreign: 'somebody',
    appName: label.replaceAll(' ', '_'),
    appLabel: label,
    permissionSet: `${label.replaceAll(' ', '_')}_Users`,
    profile: pick('Integration', 'API Only', 'Minimum Access - API'),
    rightThumbprint: FIXED.rightThumbprint!,
    otherThumbprint: FIXED.otherThumbprint!,
    rightCertificate: FIXED.rightCertificate!,
    otherCertificate: FIXED.otherCertificate!,
    clientIp: CANON.clientIp,
    laptopIp: CANON.laptopIp,
  };
  return new Map(Object.entries(names).map(([name, text]) => [CANON[name as CanonName], text]));
}

/** A text with the drawn names in place of those of the worlds, and times in place of their marks. */
export function dress(text: string, names: Names, now: number): string {
  return text
    .replace(ANY_NAME, (name) => names.get(name) ?? name)
    .replace(/canon\.example/g, (domain) => names.get(CANON.user)?.split('@')[1] ?? domain)
    .replace(/\u00abtime (-?\d+)\u00bb/g, (_, seconds: string) => new Date(now + Number(seconds) * 1000).toISOString());
}

/** The lines of a run with a signed assertion and a date in place of their marks. */
export function fillIn(
  lines: readonly string[],
  login: Login,
  names: Names,
  { at, signedAt }: { readonly at: number; readonly signedAt: number },
): string[] {
  const text = lines.join('\n');
  if (!text.includes(ASSERTION_MARK) && !text.includes(DATE_MARK)) return [...lines];
  const dressed = JSON.parse(dress(JSON.stringify({ ...login, key: '' }), names, signedAt)) as Login;
  const assertion = loginAssertion({ ...dressed, key: SHOWN_PAIR.privateKey }, signedAt);
  return text.replaceAll(ASSERTION_MARK, assertion).replaceAll(DATE_MARK, new Date(at).toUTCString()).split('\n');
}
