import type { Shape } from './shape.js';

/** An evidence file: facts by name. The schemas that check it load only here. */
export const evidenceFile: Shape = {
  id: 'evidence-file',
  title: 'an evidence file',
  recognises: ({ json }) => typeof json === 'object' && json !== null && 'evidenceVersion' in json,
  async read({ json, name }) {
    const { readEvidence } = await import('../../facts/evidence.js');
    return { facts: readEvidence(json, name) };
  },
};
