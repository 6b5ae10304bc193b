import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CliLogin } from '../commands/login/cli-logins.js';
import { examine } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { findingSentence } from '../report/words/findings.js';
import { loadCertificate, loadKey } from '../sources/private-key.js';

/** The outcome of one look at a stored login, in the words of `sf doctor`. */
export interface LookedAt {
  readonly status: 'pass' | 'fail' | 'warn' | 'unknown';
  readonly about: 'key' | 'certificate';
  readonly sentence: string;
}

const DAY = 86_400;
const SOON = 30;

/** The certificate beside a key, by the names that guides use: `server.key` and `server.crt`. Undefined if there is none. */
export function certificateBeside(keyFile: string, exists: (file: string) => boolean = existsSync): string | undefined {
  const { dir, name } = path.parse(keyFile);
  return ['.crt', '.cer', '.cert', '.pem']
    .map((ending) => path.join(dir, `${name}${ending}`))
    .find((file) => file !== keyFile && exists(file));
}

function lookAtCertificate(facts: readonly SourceFact[], file: string, now: number): LookedAt {
  const read = facts.find(({ name }) => name === 'certificate.file');
  const value = read !== undefined && 'value' in read ? (read.value as { notAfter: string }) : undefined;
  if (value === undefined)
    return { status: 'unknown', about: 'certificate', sentence: `${file} can't be read as a certificate.` };
  const { checks } = examine(facts, { only: ['certificate'], now });
  const differs = checks.flatMap(({ findings }) => findings).find(({ verdict }) => verdict === 'fail');
  if (differs !== undefined && differs.verdict === 'fail')
    return { status: 'warn', about: 'certificate', sentence: findingSentence(differs.code, differs.evidence) };
  const days = Math.floor((Date.parse(value.notAfter) / 1000 - now) / DAY);
  const end = value.notAfter.slice(0, 10);
  if (days < 0) return { status: 'warn', about: 'certificate', sentence: `${file} expired on ${end}.` };
  const sentence = `${file} belongs to the key and ends on ${end}.`;
  return { status: days < SOON ? 'warn' : 'pass', about: 'certificate', sentence };
}

/**
 * Examines a JWT login that the CLI keeps, without a network: whether its key file is there and can be used, and whether
 * the certificate beside it belongs to it and when that ends. `now` is in epoch seconds.
 */
export async function lookAtLogin({ jwtKeyFile }: CliLogin, now: number): Promise<LookedAt[]> {
  const { facts } = await loadKey({ kind: 'file', path: jwtKeyFile });
  const { checks } = examine(facts, { only: ['private-key'], now });
  const findings = checks.flatMap((check) => check.findings);
  const wrong =
    findings.find(({ verdict }) => verdict === 'fail') ?? findings.find(({ verdict }) => verdict === 'warn');
  const told = wrong ?? findings.find(({ verdict }) => verdict === 'clear');
  const sentence =
    told === undefined || told.verdict === 'open'
      ? "The key can't be judged."
      : `${jwtKeyFile}: ${findingSentence(told.code, told.evidence)}`;
  const status =
    told === undefined
      ? 'unknown'
      : (({ fail: 'fail', warn: 'warn' } as const)[told.verdict as 'fail' | 'warn'] ?? 'pass');
  const key: LookedAt = { status, about: 'key', sentence };
  const beside = certificateBeside(jwtKeyFile);
  if (status === 'fail' || beside === undefined) return [key];
  return [key, lookAtCertificate([...facts, ...loadCertificate(beside)], beside, now)];
}
