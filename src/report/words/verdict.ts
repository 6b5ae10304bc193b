import type { Report } from '../schema.js';

/** The verdict in words. */
export interface VerdictWords {
  /** The cause, or the word that stands for none. */
  readonly label: string;
  readonly tone: 'good' | 'bad' | 'doubtful';
  readonly sentences: readonly string[];
}

/** What the report says in one line, and what that means. */
export function verdictWords({ outOfScope, diagnosis, verdict }: Report): VerdictWords {
  const { cause, alternatives } = diagnosis;
  if (outOfScope) return { label: 'not a Salesforce JWT login', tone: 'doubtful', sentences: [outOfScope.summary] };
  if (cause)
    return {
      label: cause.id,
      tone: cause.confidence === 'confirmed' ? 'bad' : 'doubtful',
      sentences: [`${cause.title} (${cause.confidence}).`, cause.summary],
    };
  if (verdict === 'healthy')
    return { label: 'healthy', tone: 'good', sentences: ['The login works: the endpoint issued a token.'] };
  return {
    label: 'inconclusive',
    tone: 'doubtful',
    sentences: [
      alternatives.length > 0
        ? 'The cause cannot be told yet: several remain.'
        : 'Nothing known tells why the login fails.',
    ],
  };
}
