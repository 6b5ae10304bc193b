import type { Sentences } from '../../checks/check.js';
import { SEQUENCE } from '../../checks/index.js';
import type { FactName } from '../../facts/names.js';
import type { Evidence } from '../../facts/vocabulary.js';
import { shortKey } from './subject.js';

/** The sentences of all checks by finding code. */
const SENTENCES = Object.assign({}, ...SEQUENCE.map(({ sentences }) => sentences)) as Sentences;

function compact(value: unknown): string {
  if (typeof value === 'string') return shortKey(value);
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(compact).join(', ');
  if (value === null) return 'none';
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  const record = value as Record<string, unknown>;
  if ('start' in record && 'end' in record) return `${compact(record['start'])}-${compact(record['end'])}`;
  if ('thumbprint' in record || 'subject' in record)
    return [record['subject'] ?? record['thumbprint'], record['notAfter'] && `until ${compact(record['notAfter'])}`]
      .filter(Boolean)
      .map(compact)
      .join(', ');
  if (typeof record['status'] === 'string' && 'at' in record)
    return `"${compact(record['status'])}" at ${compact(record['at'])}`;
  if ('name' in record && 'usable' in record)
    return `${compact(record['name'])}${record['why'] ? ` (${compact(record['why'])})` : ''}`;
  return Object.entries(record)
    .map(([key, item]) => `${key} ${compact(item)}`)
    .join(', ');
}

/** The words of a client's error. */
function clientWords(value: unknown): string {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : undefined;
  return typeof text === 'string' ? text : compact(value);
}

/** The value of a fact as text. */
export function showValue(fact: FactName, value: unknown): string {
  if (fact === 'assertion.expiresAt' && typeof value === 'number') {
    const milliseconds = value > 1e11 ? value : value * 1000;
    return Number.isFinite(milliseconds) && milliseconds < 8e15
      ? `${value} (${new Date(milliseconds).toISOString()})`
      : String(value);
  }
  if (fact === 'login.history' && Array.isArray(value)) return compact(value.at(-1));
  if (fact === 'client.error') return clientWords(value);
  if (typeof value === 'string' && fact !== 'assertion.issuer' && fact !== 'app.consumerKey') return value;
  return compact(value);
}

/** True for a finding of this project; plug-in checks have none of our sentences. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(SENTENCES, code) || code.startsWith('client-error/');
}

/** The sentence of a finding, made from its code and evidence. */
export function findingSentence(code: string, evidence: readonly Evidence[]): string {
  const sentence = SENTENCES[code];
  const value = (fact: FactName) => {
    const item = evidence.find((one) => one.fact === fact);
    return item === undefined ? '' : showValue(fact, item.value);
  };
  if (sentence !== undefined) return typeof sentence === 'string' ? sentence : sentence(value);
  if (code.startsWith('client-error/')) return `The client reported: ${value('client.error')}`;
  return `${code.replace('/', ': ').replaceAll('-', ' ')}.`;
}
