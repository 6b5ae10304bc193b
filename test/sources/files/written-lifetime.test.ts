import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lifetimeOf } from '../../../src/sources/files/written/lifetime.js';

describe('the expression of an expiry', () => {
  it.each([
    ['Math.floor(Date.now() / 1000) + 60 * 3', 180],
    ['Math.floor(Date.now() / 1000) - 60 * 5', -300],
    ['Date.now() + 180_000', 180],
    ['Date.now() + 180', 0.18],
    ['Math.floor(new Date().getTime() / 1000) + 300', 300],
    ['int(time.time()) + 300', 300],
    ['int(time.time() * 1000) + 300', 0.3],
    ['int(time.time())', 0],
    ['time() + 120', 120],
    ['Time.now.to_i + 180', 180],
    ['(System.currentTimeMillis() / 1000) + 300', 300],
    ['System.currentTimeMillis() + 300000L', 300],
    ['(int(time.time()) + 300)', 300],
    ['(Math.floor(Date.now() / 1000) + 180)', 180],
    ['int(time.time()) + (60 * 5)', 300],
    ['int(time.time()) - (300 + 30)', -330],
    ['int(time.time() + 300)', 300],
    ['time.Now().Unix() + 180', 180],
    ['DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 180', 180],
  ])('%s', (expression, seconds) => {
    expect(lifetimeOf(expression)).toBe(seconds);
  });

  it.each([
    'int(time.time()) - 300 + 30',
    'int(time.time()) + 60 * (2 + 3)',
    'exp',
    'now + lifetime',
    '1795600000',
    'timedelta(minutes=3)',
    'getExpiry()',
    'Date.now() + span * 2',
  ])('%s is not followed', (expression) => {
    expect(lifetimeOf(expression)).toBeUndefined();
  });

  it('is the sum of its products, whatever blanks it has', () => {
    const factor = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(factor, factor, fc.constantFrom('', ' ', '  '), fc.boolean(), (a, b, blank, isLater) => {
        const sign = isLater ? '+' : '-';
        const text = `int(time.time())${blank}${sign}${blank}${a}${blank}*${blank}${b}`;
        expect(lifetimeOf(text)).toBe((isLater ? 1 : -1) * a * b);
      }),
    );
  });
});
