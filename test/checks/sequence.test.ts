import { causesOfAnswer } from '../../src/causes/explanations.js';
import { expect, it } from '@jest/globals';
import { SEQUENCE } from '../../src/checks/index.js';
import { type AnswerId, ANSWERS } from '../../src/answers/index.js';
import { checkText } from '../support/check-text.js';

it('names every check once', () => {
  const ids = SEQUENCE.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

it('has a check that can explain each answer by each cause the catalogue gives it', () => {
  const namers = SEQUENCE.map(({ id, rejects }) => ({
    rejects,
    text: checkText(id),
  }));
  const missing = (Object.keys(ANSWERS) as AnswerId[]).flatMap((answer) =>
    causesOfAnswer(answer)
      .filter(
        ({ cause }) => !namers.some(({ rejects, text }) => rejects.includes(answer) && text.includes(`'${cause}'`)),
      )
      .map(({ cause }) => `${answer}: ${cause}`),
  );
  expect(missing).toEqual([]);
});
