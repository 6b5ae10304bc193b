import { expect, it } from '@jest/globals';
import { cliAttempts } from '../../src/salesforce/cli-attempts.js';

const HOSTS: Readonly<Record<string, string>> = {
  L: 'https://login.salesforce.com',
  T: 'https://test.salesforce.com',
  D: 'https://acme.my.salesforce.com',
  X: 'https://audience.example.com',
};
const url = (name: string) => HOSTS[name[0]!]! + name.slice(1);
const letter = (text: string) => Object.keys(HOSTS).find((name) => text.startsWith(HOSTS[name]!))!;

// What current versions of the CLI were seen to send.
it.each([
  ['L', 'L', 'L>L T>T'],
  ['T', 'L', 'T>T L>L'],
  ['L/', 'L', 'L>L T>T L>T'],
  ['T/', 'L', 'T>T L>L T>L'],
  ['D/', 'L', 'D>D T>T L>L D>L D>T'],
  ['D/', 'T', 'D>D T>T L>L D>T D>L'],
  ['L', 'L/', 'L>L T>T L>T T>L'],
  ['L/', 'L/', 'L>L T>T L>T T>L'],
  ['T/', 'L/', 'T>T L>L L>T T>L'],
  ['L', 'T/', 'L>L T>T T>L L>T'],
  ['T/', 'T/', 'T>T L>L T>L L>T'],
  ['D/', 'L/', 'D>D T>T L>L L>T D>L D>T T>L'],
  ['D/', 'T/', 'D>D T>T L>L T>L D>T D>L L>T'],
  ['D/', 'D', 'D>D T>T L>L D>L D>T L>D T>D'],
  ['L', 'X', 'L>L T>T X>X X>L X>T L>X T>X'],
  ['T', 'X', 'T>T L>L X>X X>L X>T T>X L>X'],
  ['L/', 'X', 'L>L T>T X>X X>L X>T L>X L>T T>X'],
  ['T/', 'X', 'T>T L>L X>X X>L X>T T>X T>L L>X'],
  ['D/', 'X', 'D>D T>T L>L X>X X>L X>T D>X D>L D>T L>X T>X'],
])('tries, for the login URL %s and the audience %s: %s', (login, audience, pairs) => {
  const tried = cliAttempts(url(login), url(audience));
  expect(tried.map((one) => `${letter(one.login)}>${letter(one.audience)}`).join(' ')).toBe(pairs);
});
