import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PAGES } from '../../scripts/docs/index.js';
import { root } from '../support/cli.js';

/** `npm run docs` writes the pages anew. */
describe.each(PAGES)('docs/$file', ({ file, write }) => {
  it('says what the code says', () => {
    const current = readFileSync(`${root}docs/${file}`, 'utf8');
    expect(current).toBe(write(current));
  });
});
