import { readGivenFact } from '../../facts/evidence.js';
import { FACTS, type FactName } from '../../facts/names.js';
import type { Report } from '../../report/schema.js';
import { choicesOf, valueHint } from '../../report/words/questions.js';
import { wrap } from '../../report/page.js';
import { tell } from '../terminal/output.js';
import { pick, type } from '../terminal/ask.js';

type Question = Report['diagnosis']['questions'][number];

/** The answer to a question, as an argument of `--fact`; or nothing. */
export type Answer =
  { readonly kind: 'fact'; readonly argument: string } | { readonly kind: 'unknown' } | { readonly kind: 'enough' };

const UNKNOWN = { name: 'I do not know, or cannot look', value: { kind: 'unknown' } } as const;
const ENOUGH = { name: 'No more questions', value: { kind: 'enough' } } as const;

const SAID: Readonly<Record<string, string>> = {
  true: 'Yes',
  false: 'No',
  'self-authorize': 'All users may self-authorize',
  'admin-approved': 'Admin approved users are pre-authorized',
};

function tellQuestion({ why, how, link, command }: Question): void {
  const width = Math.max(40, Math.min(process.stderr.columns ?? 80, 100));
  tell(`\n${wrap(why, width)}`);
  tell(wrap(`Where to look: ${how}`, width, '  ', '    '));
  if (link !== undefined) tell(`  ${link}`);
  if (command !== undefined) tell(`  ${command}`);
}

/** Asks for one fact, with where to look unless a report just showed that. */
export async function askFact(question: Question, isShown: boolean): Promise<Answer> {
  const { fact } = question;
  if (!isShown) tellQuestion(question);
  const usual = FACTS[fact as FactName].question?.usual;
  if (usual !== undefined) {
    const picked = await pick<Answer | { readonly kind: 'typed' }>('Your answer', [
      ...usual.map(([name, value]) => ({ name, value: { kind: 'fact', argument: `${fact}=${value}` } as const })),
      { name: 'Something else: type it', value: { kind: 'typed' } },
      UNKNOWN,
      ENOUGH,
    ]);
    if (picked.kind !== 'typed') return picked;
  }
  const values = choicesOf(fact as FactName);
  if (values.length > 0)
    return pick<Answer>('Your answer', [
      ...values.map((value) => ({
        name: SAID[value] ?? value,
        value: { kind: 'fact', argument: `${fact}=${value}` } as const,
      })),
      UNKNOWN,
      ENOUGH,
    ]);
  const argumentOf = (text: string) => `${fact}=${text}`;
  const text = await type(`Your answer, such as ${valueHint(fact)} (empty: I do not know)`, (said) => {
    if (said === '') return undefined;
    try {
      readGivenFact(argumentOf(said));
      return undefined;
    } catch {
      return `This is not understood; write it like ${valueHint(fact)}`;
    }
  });
  return text === '' ? UNKNOWN.value : { kind: 'fact', argument: argumentOf(text) };
}
