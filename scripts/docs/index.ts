import { factsPage } from './facts.js';
import type { Page } from './page.js';

/** Every page that `npm run docs` writes. */
export const PAGES: readonly Page[] = [factsPage];
