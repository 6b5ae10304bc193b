import { withoutControls } from '../../report/plain.js';
import { assumptionWords, endingWords } from '../../report/words/rehearsal.js';
import { reproductionWords } from '../../report/words/reproduction.js';
import type { World } from '../../simulator/world.js';
import { play } from '../../twin/play.js';
import { faithfulTwin } from '../../twin/reproduce.js';
import { weigh } from '../../twin/weigh.js';
import { gatherForTwin, type TwinSource } from './gather.js';
import { standInsFor } from './stand-ins.js';

/** A twin as a world to run, with what a person has to know about it. */
export async function twinWorld(
  options: TwinSource,
): Promise<{ readonly world: World; readonly title: string; readonly notes: readonly string[] }> {
  const { facts, diagnosis } = await gatherForTwin('simulate', options);
  const making = { standIns: await standInsFor(facts), now: Date.now() };
  const { twin, options: built, reproduction } = faithfulTwin(facts, diagnosis.symptom, making);
  const answer = endingWords(play(twin.world, built.now));
  const notes = [
    ...(reproduction === undefined ? [] : [reproductionWords(reproduction)]),
    `The login below: ${answer}`,
    ...weigh(facts, built).map((one) => `Assumed: ${assumptionWords(one)}`),
  ];
  return { world: twin.world, title: 'A twin of the org that the evidence is about', notes: withoutControls(notes) };
}
