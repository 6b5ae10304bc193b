import { defined } from '../facts/defined.js';
import { FACTS, type FactName } from '../facts/names.js';
import { FactStore, type SourceFact } from '../facts/store.js';
import { scrub, scrubIssuer, scrubText } from './scrub.js';

function scrubValue(name: FactName, value: unknown): unknown {
  const { shape } = FACTS[name];
  // A consumer secret is often pasted where the consumer key belongs.
  const isConsumerKey = shape.kind === 'text' && shape.redaction === 'key';
  return isConsumerKey && typeof value === 'string' ? scrubIssuer(value) : scrub(value);
}

/** A store of facts that takes every secret out of a fact before it keeps it. */
export class ScrubbedStore extends FactStore {
  protected override scrub(fact: SourceFact): SourceFact {
    const source = scrubText(fact.source);
    if ('unknown' in fact) return defined({ ...fact, source, detail: fact.detail && scrubText(fact.detail) });
    return { ...fact, source, value: scrubValue(fact.name, fact.value) } as SourceFact;
  }
}
