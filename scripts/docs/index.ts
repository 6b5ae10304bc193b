import { causePages } from './causes.js';
import { checkPages } from './checks.js';
import { errorsPage } from './errors.js';
import { factsPage } from './facts.js';
import type { Page } from './page.js';
import { readsPage } from './what-it-reads.js';

/** Every page that has generated parts. */
export const PAGES: readonly Page[] = [errorsPage, factsPage, readsPage, ...checkPages, ...causePages];
