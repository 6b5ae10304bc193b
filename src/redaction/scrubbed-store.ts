import { defined } from '../facts/defined.js';
import type { FactName } from '../facts/names.js';
import { FactStore, type SourceFact } from '../facts/store.js';
import { scrub, scrubIssuer, scrubText } from './scrub.js';

// A consumer secret is often pasted where the consumer key belongs.
const ISSUERS: ReadonlySet<FactName> = new Set<FactName>(['assertion.issuer', 'app.consumerKey']);

function scrubValue(name: FactName, value: unknown): unknown {
  return ISSUERS.has(name) && typeof value === 'string' ? scrubIssuer(value) : scrub(value);
}

/** A store of facts that takes every secret out of a fact before it keeps it. */
export class ScrubbedStore extends FactStore {
  protected override scrub(fact: SourceFact): SourceFact {
    const source = scrubText(fact.source);
    if ('unknown' in fact) return defined({ ...fact, source, detail: fact.detail && scrubText(fact.detail) });
    return { ...fact, source, value: scrubValue(fact.name, fact.value) } as SourceFact;
  }
}
