import { afterEach, describe, expect, it } from '@jest/globals';
import { readPaste } from '../../../src/sources/files/read.js';

type Method = (this: string, ...args: unknown[]) => unknown;
const METHODS = ['split', 'replace', 'match', 'search', 'trim', 'indexOf', 'includes'];
const prototype = String.prototype as unknown as Record<string, Method>;
const own = METHODS.map((name) => [name, prototype[name]!] as const);

function restore(): void {
  for (const [name, method] of own) prototype[name] = method;
}

afterEach(restore);

/** Characters that string functions are handed while something is read: steps, whatever the machine. */
async function stepsOf(read: () => Promise<unknown>): Promise<number> {
  let steps = 0;
  for (const [name, method] of own)
    prototype[name] = function (...args) {
      steps += this.length + 1;
      return method.apply(this, args);
    };
  await read().catch(() => undefined);
  restore();
  return steps;
}

/** How many steps a reading of twice the length takes, against one of the length. */
async function growth(read: (size: number) => Promise<unknown>, size: number): Promise<number> {
  return (await stepsOf(() => read(2 * size))) / (await stepsOf(() => read(size)));
}

const TEXTS: Readonly<Record<string, string>> = {
  'curl commands': "curl -d 'a=b' https://acme.my.salesforce.com/services/oauth2/token\n",
  answers: '{"error":"invalid_grant","error_description":"invalid assertion"}\n',
  'status lines': 'HTTP/1.1 400 Bad Request\n',
  prompts: 'PS ',
  'carriage returns': 'invalid_grant\r',
  quotes: 'invalid_grant "',
};

describe('reading grows with the text and no faster', () => {
  it.each(Object.keys(TEXTS))('%s', async (name) => {
    expect(await growth((count) => readPaste(TEXTS[name]!.repeat(count), 'a.log'), 1500)).toBeLessThan(2.6);
  });
});
