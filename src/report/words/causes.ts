import { isRepairable } from '../../remedies/repairable.js';
import { CAUSE_IDS, type CauseId } from '../../salesforce/causes.js';
import { LOCAL_CAUSES } from './causes/local.js';
import { REQUEST_CAUSES } from './causes/request.js';
import { APP_CAUSES } from './causes/app.js';
import { USER_CAUSES } from './causes/user.js';
import { ORG_CAUSES } from './causes/org.js';
import { PLATFORM_CAUSES } from './causes/platform.js';
import { repairByTool, type CauseWords } from './causes/steps.js';

const WORDS: Readonly<Record<CauseId, CauseWords>> = {
  ...LOCAL_CAUSES,
  ...REQUEST_CAUSES,
  ...APP_CAUSES,
  ...USER_CAUSES,
  ...ORG_CAUSES,
  ...PLATFORM_CAUSES,
};

/** The words of a cause; where the API can cure it, the last step names `fix`. */
function wordsOf(id: CauseId): CauseWords {
  const words = WORDS[id];
  if (!isRepairable(id)) return words;
  return {
    ...words,
    remedy: (subject) => {
      const { summary, steps } = words.remedy(subject);
      return { summary, steps: [...steps, repairByTool(subject, id)] };
    },
  };
}

/** Words for every cause. A cause without words does not compile. */
export const CAUSE_WORDS = Object.fromEntries(CAUSE_IDS.map((id) => [id, wordsOf(id)])) as Readonly<
  Record<CauseId, CauseWords>
>;
