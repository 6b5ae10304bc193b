import type { Examination } from '../../doctor.js';
import type { FactStore } from '../../facts/store.js';
import type { Report } from '../../report/schema.js';
import type { Reproduction } from '../../twin/reproduce.js';

/** Facts that only somebody who saw the org can tell. Without them a twin is made of assumptions and proves nothing. */
const SEEN_IN_ORG = ['app.permittedUsers', 'app.scopes', 'user.active'] as const;

function isSeen(facts: FactStore): boolean {
  return SEEN_IN_ORG.every((name) => facts.value(name) !== undefined);
}

/** The attempt played on a twin; undefined where too little of the org is known, or where nothing can be compared. */
export async function reproductionOf({ facts, diagnosis }: Examination): Promise<Reproduction | undefined> {
  const { symptom } = diagnosis;
  if (symptom === null || !isSeen(facts)) return undefined;
  const [{ endingOf, reproduce }, { standInsFor }] = await Promise.all([
    import('../../twin/reproduce.js'),
    import('./stand-ins.js'),
  ]);
  const ending = endingOf(symptom, facts);
  if (ending === undefined) return undefined;
  // Without a time the assertion is taken to be a fresh one.
  const now = (facts.value('assertion.expiresAt') ?? 0) * 1000 - 180_000;
  return reproduce(facts, ending, { standIns: await standInsFor(facts), now: Math.max(now, 0) });
}

/** How a twin of the org answers the attempt, as a report tells it. */
export async function twinEvidence(examination: Examination): Promise<Pick<Report, 'twin'>> {
  const reproduction = await reproductionOf(examination);
  if (reproduction === undefined) return {};
  const { reproductionWords } = await import('../../report/words/reproduction.js');
  const { result, assumptions } = reproduction;
  return {
    twin: { result, sentence: reproductionWords(reproduction), assumed: assumptions.map(({ fact }) => fact) },
  };
}
