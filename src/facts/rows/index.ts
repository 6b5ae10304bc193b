import { ANSWERS } from './answers.js';
import { APP } from './app.js';
import { APPROVAL } from './approval.js';
import { ASSERTION } from './assertion.js';
import { CLIENT } from './client.js';
import { HISTORY } from './history.js';
import { KEY } from './key.js';
import { ORG } from './org.js';
import { REQUEST } from './request.js';
import { USER } from './user.js';

/** Every fact, in the order in which reports list them. */
export const ROWS = {
  ...CLIENT,
  ...KEY,
  ...REQUEST,
  ...ASSERTION,
  ...ANSWERS,
  ...HISTORY,
  ...APP,
  ...USER,
  ...APPROVAL,
  ...ORG,
};
