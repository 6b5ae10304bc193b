/**
 * A part of a login in which two logins can differ. `user` is one user alone; `users` are those who share a profile, an
 * assignment or a way to be approved; `machine` is where it runs, with its key and its clock; `settings` are the values
 * that it is given.
 */
export type Aspect = 'user' | 'users' | 'machine' | 'settings' | 'code' | 'host' | 'app' | 'org' | 'moment';

/** Aspects that differ between two logins. All other aspects are equal. */
const DIFFERENCES = {
  'other-user': ['user', 'users'],
  'other-host': ['host'],
  'other-machine': ['machine', 'settings'],
  'other-app': ['app', 'settings'],
  'other-org': ['user', 'users', 'host', 'app', 'org', 'settings'],
  // It differs in several things, so that it tells nothing of any one.
  'other-login': ['user', 'users', 'machine', 'settings', 'code', 'host', 'app', 'org', 'moment'],
  // The same user, by hand: what stops every login of a user or an org would stop this one.
  'web-login': ['users', 'settings', 'code', 'app', 'machine', 'host', 'moment'],
} as const satisfies Record<string, readonly Aspect[]>;

/** The one thing that differs between this login and another one. */
export type Contrast = keyof typeof DIFFERENCES;

/** True for the name of a contrast. */
export function isContrast(name: string): name is Contrast {
  return Object.hasOwn(DIFFERENCES, name);
}

/** Whether the part at fault is one that differs from a login that works. */
export function isAtFault(contrast: Contrast, goesWith: readonly Aspect[]): boolean {
  if (contrast === 'other-login') return false;
  const differs: readonly Aspect[] = DIFFERENCES[contrast];
  return goesWith[0] !== undefined && differs.includes(goesWith[0]);
}

/**
 * Whether a fault can be there although another login works or, in the same words, fails. Where it works, the fault goes
 * with something that differs; where it fails, the part at fault is one that both share, or of more than one user.
 */
export function allows(contrast: Contrast, works: boolean, goesWith: readonly Aspect[]): boolean {
  const differs: readonly Aspect[] = DIFFERENCES[contrast];
  if (works) return goesWith.some((aspect) => differs.includes(aspect));
  const [first] = goesWith;
  if (contrast === 'other-login') return true;
  // Several users of one org may share a fault; those of two orgs do not. A browser login meets other faults.
  const isShared = first === undefined || !differs.includes(first) || (first === 'users' && contrast !== 'other-org');
  return isShared || contrast === 'web-login';
}
