import fc from 'fast-check';
import { consult } from './doctor.js';
import { dossiers } from './draw.js';
import { mark, type Mark } from './score.js';

/** Draws dossiers, asks the doctor about each, and marks what it says. The same seed gives the same marks. */
export async function run(count: number, seed: number): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const dossier of fc.sample(dossiers, { numRuns: count, seed }))
    marks.push(mark(dossier, await consult(dossier.files)));
  return marks;
}
