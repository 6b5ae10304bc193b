import { describe, expect, it } from '@jest/globals';
import { scrubText } from '../../src/redaction/scrub.js';
import { innocentTexts, secretForms } from '../support/secret-forms.js';

describe('redaction of secrets in every usual form', () => {
  const forms = secretForms();

  it('knows at least 300 of them', () => {
    expect(forms.length).toBeGreaterThanOrEqual(300);
    expect(innocentTexts().length).toBeGreaterThanOrEqual(200);
  });

  it('leaves none', () => {
    const left = forms.filter(({ text, secret }) => scrubText(text).includes(secret));
    expect(left).toEqual([]);
  });

  it('changes nothing the second time', () => {
    for (const { text } of forms) expect(scrubText(scrubText(text))).toBe(scrubText(text));
  });

  it('leaves JSON readable', () => {
    for (const { text } of forms.filter(({ text }) => text.startsWith('{"') && !text.includes(': 9876')))
      expect(() => JSON.parse(scrubText(text)) as unknown).not.toThrow();
  });

  it('leaves innocent texts as they are', () => {
    const changed = innocentTexts().flatMap((text) => (scrubText(text) === text ? [] : [[text, scrubText(text)]]));
    expect(changed).toEqual([]);
  });
});
