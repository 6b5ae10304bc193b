import type { CauseId } from '../../src/causes/index.js';
import { examine } from '../../src/doctor.js';
import { joinReadings, PasteError, readReading } from '../../src/sources/files/read.js';
import type { Handed } from './dossier.js';

/** What the doctor makes of a dossier, as `triage` does. */
export interface Opinion {
  readonly verdict: 'healthy' | 'cause-found' | 'inconclusive' | 'unread';
  readonly named: CauseId | undefined;
  readonly confidence: string | undefined;
  /** The named cause first, then the others that remain. */
  readonly ranked: readonly CauseId[];
  readonly outOfScope: string | undefined;
}

/** Reads the files and examines the facts in them. */
export async function consult(files: readonly Handed[]): Promise<Opinion> {
  const readings = [];
  for (const { name, text } of files) {
    try {
      readings.push(await readReading(text, name));
    } catch (error) {
      if (!(error instanceof PasteError)) throw error;
    }
  }
  if (readings.length === 0)
    return { verdict: 'unread', named: undefined, confidence: undefined, ranked: [], outOfScope: undefined };
  const { diagnosis } = examine(await joinReadings(readings));
  const { verdict, cause, alternatives, outOfScope } = diagnosis;
  return {
    verdict,
    named: cause?.id,
    confidence: cause?.confidence,
    ranked: [...(cause ? [cause.id] : []), ...alternatives.map(({ id }) => id)],
    outOfScope: outOfScope?.what,
  };
}
