import { expect, it } from '@jest/globals';
import { exitCode } from '../../src/report/exit-code.js';

it.each([
  ['as it is', {}, [0, 1, 3]],
  ['strictly', { strict: true }, [0, 1, 1]],
  ['for its report alone', { exitZero: true }, [0, 0, 0]],
  ['for its report alone, though a file says strict', { strict: true, exitZero: true }, [0, 0, 0]],
])('tells a run %s', (_name, wishes, codes) => {
  const verdicts = ['healthy', 'cause-found', 'inconclusive'] as const;
  expect(verdicts.map((verdict) => exitCode(verdict, wishes))).toEqual(codes);
});
