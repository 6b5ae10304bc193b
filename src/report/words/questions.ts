import { defined } from '../../facts/defined.js';
import type { FactQuestion } from '../../facts/fact.js';
import { FACTS, isFactName, type FactName } from '../../facts/names.js';
import type { SetupPlace } from '../../salesforce/setup.js';
import { capital } from '../../causes/steps.js';
import { menu, type Subject } from '../../causes/subject.js';

/** A question with the place to look. */
export interface QuestionWords {
  readonly ask: string;
  readonly how: string;
  readonly link?: string;
  readonly command?: string;
}

/** The Setup page for a place; the pages of an app depend on its type. */
function pageOf(place: FactQuestion['place'], subject: Subject): SetupPlace | undefined {
  if (place === 'app policies') return subject.appPlace;
  // Connected apps are configured in App Manager; the list of connected apps leads to their policies.
  if (place === 'app settings') return subject.isClientApp ? 'externalClientApps' : 'appManager';
  return place;
}

/** True for a fact that a page of Setup shows. */
export function isInSetup(fact: FactName): boolean {
  return FACTS[fact].question?.place !== undefined;
}

/** Fills in the names of this login. */
function withNames(text: string, { user, hostUrl }: Pick<Subject, 'user' | 'hostUrl'>): string {
  return text.replace('{user}', () => user).replace('{hostUrl}', () => hostUrl);
}

/** A fact in words, to follow "Not known: ". */
export function factWords(fact: FactName): string {
  const { means, shape } = FACTS[fact];
  const words = means
    .split(/[;:(]/)[0]!
    .replaceAll(/`|\b_|_\b/g, '')
    .trim();
  return shape.kind === 'flag' ? `whether ${words}` : words;
}

/** The values of a fact that has only few of them. */
export function choicesOf(fact: FactName): readonly string[] {
  const { shape } = FACTS[fact];
  if (shape.kind === 'flag') return ['true', 'false'];
  return shape.kind === 'oneOf' ? shape.values : [];
}

/** An example value for `--fact <name>=`. */
export function valueHint(fact: string): string {
  if (!isFactName(fact)) return '…';
  const { shape, question } = FACTS[fact];
  const [first, ...others] = shape.kind === 'flag' ? ['yes', 'no'] : choicesOf(fact);
  if (question?.example !== undefined) return question.example;
  return first === undefined ? '…' : `${first} (or ${others.join(', or ')})`;
}

/** The question for a fact, with the place to look. */
export function questionWords(fact: FactName, subject: Subject): QuestionWords {
  const { question } = FACTS[fact];
  if (question === null) return { ask: `What is ${fact}?`, how: 'see docs/facts.md' };
  const place = pageOf(question.place, subject);
  const how = withNames(question.how, subject);
  return defined({
    ask: question.ask,
    how: place === undefined ? capital(how) : `${menu(place)}: ${how}`,
    link: place === undefined ? undefined : subject.link(place),
    command:
      question.command === undefined
        ? undefined
        : withNames(question.command, { user: subject.userArgument, hostUrl: subject.hostUrl }),
  });
}
