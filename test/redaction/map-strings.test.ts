import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapStrings } from '../../src/redaction/map-strings.js';

const upper = (text: string) => text.toUpperCase();

describe('mapStrings', () => {
  it('changes every string and every name, and nothing else', () => {
    const value = { a: ['x', 1, null, { b: 'y', c: undefined }], D: true };
    expect(mapStrings(value, upper, upper)).toEqual({ A: ['X', 1, null, { B: 'Y', C: undefined }], D: true });
    expect(value).toEqual({ a: ['x', 1, null, { b: 'y', c: undefined }], D: true });
  });

  it('gives back what it does not change', () => {
    const same = { b: ['Y', { c: 1 }] };
    const { a, kept } = mapStrings({ a: ['x'], kept: same }, upper);
    expect(a).toEqual(['X']);
    expect(kept).toBe(same);
  });

  it('maps any JSON as mapping its text would', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const change = (one: string) => `${one}!`;
        const wanted: unknown = JSON.parse(text, (_, item: unknown) =>
          typeof item === 'string' ? change(item) : item,
        );
        expect(mapStrings(value, change)).toEqual(wanted);
      }),
    );
  });

  it('looks at each part of a deep value once', () => {
    let seen = 0;
    const deep = Array.from({ length: 200 }).reduce<object>((inner) => ({ inner }), { text: 'x' });
    mapStrings(deep, (text) => {
      seen += 1;
      return `${text}!`;
    });
    expect(seen).toBe(1);
  });
});
