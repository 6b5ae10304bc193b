import { expect, it } from '@jest/globals';
import { matchAnswer } from '../../src/answers/match-answer.js';
import { WIRE, type WireId } from '../../src/simulator/wire.js';

it.each(Object.keys(WIRE) as WireId[])('the catalogue knows %s as the simulator spells it', (id) => {
  const { error, description } = WIRE[id];
  expect(matchAnswer(error, description)).toBe(id);
});
