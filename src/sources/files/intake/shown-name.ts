const LONGEST = 160;

/**
 * The name of a member of an archive as it may be shown: a relative path, without what leaves the archive or what a
 * terminal obeys, and of bounded length.
 */
export function shownName(member: string): string {
  const clean = member.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '·').replace(/\\/g, '/');
  const parts = clean
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  const name = parts.join('/') || 'a file without a name';
  return name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name;
}
