import type { Login } from '../doctor.js';

/** One login of a fleet, ready to be tried. */
export interface Job {
  /** The name of the login in the inventory. */
  readonly id: string;
  readonly tags: readonly string[];
  readonly login: Login;
}
