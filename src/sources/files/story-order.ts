import { isToken, readAnswer } from '../../facts/answers.js';
import type { SourceFact } from '../../facts/store.js';
import { answerOf } from '../../answers/index.js';
import { gateRank } from '../../salesforce/gates.js';
import { EVENT_FACTS } from '../../story/happenings.js';
import type { Reading } from './shape.js';

type Item = Readonly<Record<string, unknown>> & { readonly at?: string; readonly order?: number };

function itemsOf(fact: SourceFact): readonly Item[] {
  if (!EVENT_FACTS.includes(fact.name) || !('value' in fact)) return [];
  return (Array.isArray(fact.value) ? fact.value : [fact.value]) as Item[];
}

function eventsOf({ facts }: Reading): readonly Item[] {
  return facts.flatMap(itemsOf);
}

/** How far the login got in a reading without times: a success first, so that no failure is taken for cured by it. */
function progressOf({ facts }: Reading): number {
  const last = facts.flatMap((fact) => ('value' in fact && fact.name === 'token.answers' ? fact.value : [])).at(-1);
  if (last === undefined) return 0;
  if (isToken(last)) return -1;
  const { answer } = readAnswer(last);
  return answer === undefined ? 0 : Math.max(0, ...answerOf(answer).gates.map(gateRank));
}

/** The facts of a reading as text, without the names of its sources. */
function contentOf({ facts }: Reading): string {
  return JSON.stringify(facts.map(({ source: _source, ...fact }) => fact));
}

/**
 * Readings of one text in the order of its lines: where several tell events, each event gets its place. Events that share a
 * place within a reading are one call.
 */
export function inSequence(readings: readonly Reading[]): Reading[] {
  if (readings.filter((reading) => eventsOf(reading).length > 0).length < 2) return [...readings];
  let offset = 0;
  return readings.map((reading) => {
    const base = offset;
    offset += Math.max(1, ...eventsOf(reading).map(({ order }) => order ?? 1));
    return {
      ...reading,
      facts: reading.facts.map((fact) => placed(fact, (item) => ({ ...item, order: base + (item.order ?? 1) }))),
    };
  });
}

function placed(fact: SourceFact, place: (item: Item) => Item): SourceFact {
  if (itemsOf(fact).length === 0 || !('value' in fact)) return fact;
  const value = Array.isArray(fact.value) ? (fact.value as Item[]).map(place) : place(fact.value as Item);
  return { ...fact, value } as SourceFact;
}

/**
 * The facts of several readings in an order that does not depend on the order or the names of the inputs: by the time of
 * their first event, then by how far the login got, then by content. Where several of them tell events, each event gets its
 * place, and of the errors that clients raised themselves the last one stays.
 */
export function inStoryOrder(readings: readonly Reading[]): SourceFact[] {
  const keyed = readings.map((reading) => ({
    reading,
    at: eventsOf(reading).find(({ at }) => at !== undefined)?.at ?? '',
    progress: progressOf(reading),
    content: contentOf(reading),
  }));
  keyed.sort(
    (a, b) =>
      (a.at !== '' && b.at !== '' ? a.at.localeCompare(b.at) : 0) ||
      a.progress - b.progress ||
      (a.content < b.content ? -1 : a.content > b.content ? 1 : 0),
  );
  const sorted = keyed.map(({ reading }) => reading);
  if (sorted.filter((reading) => eventsOf(reading).length > 0).length < 2) return sorted.flatMap(({ facts }) => facts);
  const facts = inSequence(sorted).flatMap((reading) => reading.facts);
  return facts.filter(
    ({ name }, index) => name !== 'client.error' || facts.findLastIndex((other) => other.name === name) === index,
  );
}
