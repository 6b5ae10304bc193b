import { expect, it } from '@jest/globals';
import { Page } from '../../src/report/page.js';
import { COLOURLESS } from '../../src/report/palette.js';

const palette = { ...COLOURLESS, link: (text: string, url: string) => `[${text}](${url})` };

it('makes the place of a step a link, and breaks lines as if it were none', () => {
  const page = new Page({ palette, width: 40 });
  page.placed('Setup > Users > Users', 'https://acme.example.com/u', 'Open the user and click Unfreeze.', '1. ', '   ');
  expect(page.toString().split('\n')).toEqual([
    '1. [Setup > Users > Users](https://acme.example.com/u): Open the user',
    '   and click Unfreeze.',
    '',
  ]);
});

it('leaves a place without an address as it is', () => {
  const page = new Page({ palette });
  page.placed('Setup > Users > Users', undefined, 'Open it.', '', '');
  expect(page.toString()).toBe('Setup > Users > Users: Open it.\n');
});
