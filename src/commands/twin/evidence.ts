import type { Examination } from '../../doctor.js';
import type { FactStore } from '../../facts/store.js';
import type { Report } from '../../report/schema.js';
import type { Reproduction } from '../../twin/reproduce.js';

/** Facts that only somebody who saw the org can tell. Without them a twin is made of assumptions and proves nothing. */
const SEEN_IN_ORG = ['app.permittedUsers', 'app.scopes', 'user.active'] as const;

/** A day on which nothing in particular is open or closed: used only where no time at all is known. */
const NO_TIME = Date.UTC(2026, 0, 5, 12);

function isSeen(facts: FactStore): boolean {
  return SEEN_IN_ORG.every((name) => facts.value(name) !== undefined);
}

/** Loads what plays an attempt on a twin. */
function load() {
  return Promise.all([
    import('../../twin/reproduce.js'),
    import('./stand-ins.js'),
    import('../../report/words/reproduction.js'),
  ]);
}

/** Loads what `twinEvidence` needs, for a moment in which there is nothing else to do. */
export async function prepareTwin(): Promise<void> {
  await load();
}

/** The attempt played on a twin; undefined where too little of the org is known, or where nothing can be compared. */
async function reproductionOf({ facts, diagnosis }: Examination): Promise<Reproduction | undefined> {
  const { symptom } = diagnosis;
  if (symptom === null || !isSeen(facts)) return undefined;
  const [{ faithfulTwin }, { standInsFor }] = await load();
  // A time that is not known is taken from the assertion, never from the clock: the same evidence gives the same report.
  return faithfulTwin(facts, symptom, { standIns: await standInsFor(facts), now: NO_TIME }).reproduction;
}

/** How a twin of the org answers the attempt, as a report tells it. */
export async function twinEvidence(examination: Examination): Promise<Pick<Report, 'twin'>> {
  const reproduction = await reproductionOf(examination);
  if (reproduction === undefined) return {};
  const [, , { reproductionWords }] = await load();
  const { result, assumptions } = reproduction;
  return {
    twin: { result, sentence: reproductionWords(reproduction), assumed: assumptions.map(({ fact }) => fact) },
  };
}
