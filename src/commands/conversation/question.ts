import { readGivenFact } from '../../facts/evidence.js';
import type { FactName } from '../../facts/names.js';
import { vocabulary } from '../../facts/vocabulary.js';
import type { Report } from '../../report/schema.js';
import { valueHint } from '../../report/words/questions.js';
import { wrap } from '../../report/page.js';
import { tell } from '../terminal/output.js';
import { pick, type } from '../terminal/ask.js';

type Question = Report['diagnosis']['questions'][number];

/** What came of a question: an argument of `--fact`, or nothing. */
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

/** The values that a fact may have, where they are few. */
function valuesOf(fact: string): readonly string[] {
  const schema = vocabulary[fact as FactName] as unknown as { type?: string; options?: readonly unknown[] };
  if (schema.type === 'boolean') return ['true', 'false'];
  return schema.type === 'enum' ? (schema.options ?? []).map(String) : [];
}

/** Usual answers to what takes a list, in words, and as `--fact` takes them. */
const USUAL: Partial<Readonly<Record<FactName, readonly (readonly [words: string, value: string])[]>>> = {
  'approval.tokens': [['None for this app', '[]']],
  'approval.attempts': [
    ['It never was', '[]'],
    [
      'By this user in a browser, and the code was exchanged for a refresh token',
      '[{"flow":"web-server","exchanged":true,"scopes":["api","refresh_token"]}]',
    ],
    ['In a browser, but the code was not exchanged', '[{"flow":"web-server","exchanged":false}]'],
    ['In a browser, without the scope refresh_token', '[{"flow":"web-server","exchanged":true,"scopes":["api"]}]'],
    ['By curl, Postman or code, without a browser', '[{"flow":"http-client"}]'],
  ],
  'app.scopes': [
    ['api and refresh_token (perhaps others)', '["api","refresh_token"]'],
    ['api, without refresh_token or offline_access', '["api"]'],
    ['neither api nor full', '["openid","refresh_token"]'],
  ],
  'app.certificate': [['None', 'null']],
  'user.loginIpRanges': [['None', '[]']],
};

/** Asks for one fact, with where to look. */
export async function askFact({ fact, why, how, link, command }: Question): Promise<Answer> {
  const width = Math.max(40, Math.min(process.stderr.columns ?? 80, 100));
  tell(`\n${wrap(why, width)}`);
  tell(wrap(`Where to look: ${how}`, width, '  ', '    '));
  if (link !== undefined) tell(`  ${link}`);
  if (command !== undefined) tell(`  ${command}`);
  const usual = USUAL[fact as FactName];
  if (usual !== undefined) {
    const picked = await pick<Answer | { readonly kind: 'typed' }>('Your answer', [
      ...usual.map(([name, value]) => ({ name, value: { kind: 'fact', argument: `${fact}=${value}` } as const })),
      { name: 'Something else: type it', value: { kind: 'typed' } },
      UNKNOWN,
      ENOUGH,
    ]);
    if (picked.kind !== 'typed') return picked;
  }
  const values = valuesOf(fact);
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
