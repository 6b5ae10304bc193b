import { causePages } from './causes.js';
import { checkPages } from './checks.js';
import { errorsPage } from './errors.js';
import { factsPage } from './facts.js';
import type { Page } from './page.js';

/** Every page that has generated parts. */
export const PAGES: readonly Page[] = [errorsPage, factsPage, ...checkPages, ...causePages];
