import type { Examination } from '../../doctor.js';
import { examine } from '../../doctor.js';
import type { Plan } from '../../remedies/plan.js';
import { planRehearsed, type RehearsalReport } from '../../report/rehearsal.js';
import { readCensus } from '../../sources/org/census/census.js';
import type { OrgReading } from '../../sources/org/reading.js';
import { tool } from '../host.js';
import { standInsFor } from '../twin/stand-ins.js';

/** Plays a plan on a twin of the org: of what the diagnosis rests on, and of the neighbours that the session sees. */
export async function rehearsePlan(
  { facts, diagnosis }: Examination,
  plan: Plan,
  reading: OrgReading,
  now: number,
): Promise<RehearsalReport> {
  const [{ faithfulTwin }, { weigh }, { rehearse }] = await Promise.all([
    import('../../twin/reproduce.js'),
    import('../../twin/weigh.js'),
    import('../../twin/rehearse.js'),
  ]);
  const all = examine([...facts.all(), ...(await readCensus(reading, now))]).facts;
  const options = { standIns: await standInsFor(all), now };
  const { twin, options: built, reproduction } = faithfulTwin(all, diagnosis.symptom, options);
  const about = { tool: tool(), assumptions: weigh(all, built), reproduction };
  return planRehearsed(rehearse(twin, plan.changes, built.now), plan.left.length === 0, about);
}
