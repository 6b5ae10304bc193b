const LONGEST = 160;

/**
 * Makes the name of an archive member safe to show: a relative path of bounded length, without parts that leave the
 * archive and without terminal control characters.
 */
export function shownName(member: string): string {
  const clean = member.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '·').replace(/\\/g, '/');
  const parts = clean
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  const name = parts.join('/') || 'a file without a name';
  return name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name;
}
