import { isEvidence, readEvidence } from '../../facts/evidence.js';
import type { Shape } from './shape.js';

/** An evidence file: facts by name. */
export const evidenceFile: Shape = {
  id: 'evidence-file',
  title: 'an evidence file',
  recognises: ({ json }) => isEvidence(json),
  read: ({ json, name }) => ({ facts: readEvidence(json, name) }),
};
