import type { CauseId } from '../../salesforce/causes.js';
import { LOCAL_CAUSES } from './causes/local.js';
import { REQUEST_CAUSES } from './causes/request.js';
import { APP_CAUSES } from './causes/app.js';
import { USER_CAUSES } from './causes/user.js';
import { ORG_CAUSES } from './causes/org.js';
import { PLATFORM_CAUSES } from './causes/platform.js';
import type { CauseWords } from './causes/steps.js';

/** Words for every cause. A cause without words does not compile. */
export const CAUSE_WORDS: Readonly<Record<CauseId, CauseWords>> = {
  ...LOCAL_CAUSES,
  ...REQUEST_CAUSES,
  ...APP_CAUSES,
  ...USER_CAUSES,
  ...ORG_CAUSES,
  ...PLATFORM_CAUSES,
};
