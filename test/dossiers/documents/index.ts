import type { Document } from './document.js';
import { EVIDENCE } from './facts.js';
import { HISTORY } from './history.js';
import { METADATA } from './metadata.js';
import { QUERIES } from './queries.js';
import { WORDS } from './words.js';

export type { Document, Looked } from './document.js';

/** Everything that can be handed over beside the output of a client. */
export const DOCUMENTS: readonly Document[] = [...EVIDENCE, ...METADATA, ...HISTORY, ...QUERIES, ...WORDS];
