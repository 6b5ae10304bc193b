import { APP_FAULTS } from './app.js';
import type { Fault } from './fault.js';
import { ORG_FAULTS } from './org.js';
import { REQUEST_FAULTS } from './request.js';
import { USER_FAULTS } from './user.js';

export type { Fault, Place } from './fault.js';

/** Every single fault that the embedded org can play. */
export const FAULTS: readonly Fault[] = [...REQUEST_FAULTS, ...APP_FAULTS, ...USER_FAULTS, ...ORG_FAULTS];
