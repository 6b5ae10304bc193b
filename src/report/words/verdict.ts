import type { Report } from '../schema.js';

/** The verdict in words. */
export interface VerdictWords {
  /** The cause, or the word that stands for none. */
  readonly label: string;
  readonly tone: 'good' | 'bad' | 'doubtful';
  /** The verdict in one sentence, without the label. */
  readonly sentence: string;
  /** Label and sentence in one line. */
  readonly line: string;
  /** The meaning of the verdict in sentences; the first is `sentence`. */
  readonly sentences: readonly string[];
}

function words(label: string, tone: VerdictWords['tone'], sentence: string, ...more: readonly string[]): VerdictWords {
  return { label, tone, sentence, line: `${label}: ${sentence}`, sentences: [sentence, ...more] };
}

function openSentence(count: number): string {
  if (count === 0) return "This input isn't enough to tell why the login fails.";
  return count === 1
    ? 'Not enough information yet: 1 cause fits, and nothing proves it.'
    : `Not enough information yet: ${count} causes still fit.`;
}

/** The verdict in one line, and what it means. */
export function verdictWords({ outOfScope, diagnosis, verdict, symptom }: Report): VerdictWords {
  const { cause, alternatives } = diagnosis;
  if (outOfScope) return words('not a Salesforce JWT login', 'doubtful', outOfScope.summary);
  if (cause) {
    const tone = cause.confidence === 'confirmed' ? 'bad' : 'doubtful';
    return words(cause.id, tone, `${cause.title} (${cause.confidence}).`, cause.summary);
  }
  if (verdict === 'healthy') {
    const url = symptom?.kind === 'token' ? (symptom.url ?? '') : '';
    const issuer = URL.canParse(url) ? new URL(url).host : 'the token endpoint';
    return words('healthy', 'good', `The login works: ${issuer} issued a token.`);
  }
  return words('inconclusive', 'doubtful', openSentence(alternatives.length));
}
