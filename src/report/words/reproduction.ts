import { showValue } from './findings.js';
import { endingWords } from './rehearsal.js';
import type { Reproduction } from '../../twin/reproduce.js';

/** How the twin answered the real attempt, in a sentence or two. */
export function reproductionWords({ result, twin, conditions, assumptions, behaviour }: Reproduction): string {
  const rests =
    assumptions.length === 0
      ? ''
      : ` (${assumptions.length} ${assumptions.length === 1 ? 'setting is' : 'settings are'} assumed)`;
  switch (result) {
    case 'same':
      return `A twin of the org, made of what is known, answers this login in the same way${rests}.`;
    case 'same-if': {
      const ways = conditions.map(({ fact, value }) => `${fact} is ${showValue(fact, value)}`);
      return `A twin of the org answers in the same way if ${ways.join(', or if ')}.`;
    }
    case 'same-by-switch':
      return `A twin of the org answers in the same way where Salesforce behaves as some reports say (${Object.keys(behaviour ?? {}).join(', ')}).`;
    case 'different':
      return `A twin of the org answers differently: ${endingWords(twin)}. Something that matters isn't known, or this tool is wrong about Salesforce. Please report it: sf-jwt-doctor collect.`;
  }
}
