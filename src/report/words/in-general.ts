import { ScrubbedStore } from '../../redaction/scrubbed-store.js';
import { causeOf, remedyOf, type CauseId } from '../../causes/index.js';
import { capital, type Remedy } from '../../causes/steps.js';
import { subjectOf } from './subject.js';

/** The words for a cause without a particular login. */
export interface GeneralWords {
  readonly title: string;
  readonly summary: string;
  readonly remedy: Remedy;
}

/** The words for a cause, without the names of app, user and host. */
export function inGeneral(id: CauseId): GeneralWords {
  const subject = subjectOf(new ScrubbedStore());
  const words = causeOf(id);
  return { title: words.title, summary: capital(words.summary(subject)), remedy: remedyOf(id, subject) };
}
