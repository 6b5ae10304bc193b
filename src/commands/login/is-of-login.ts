import type { LoginOptions } from './login.js';

const STORED: readonly string[] = [
  'username',
  'clientId',
  'jwtKeyFile',
  'jwtKeyEnv',
  'instanceUrl',
] satisfies (keyof LoginOptions)[];

/** True for a flag that `--login` answers: a configuration file adds none of them to a stored login. */
export function isOfLogin(flag: string): boolean {
  return STORED.includes(flag);
}
