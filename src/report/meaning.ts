/** A URL without what changes nothing about its host: case, a default port, a slash at the end. */
function plainUrl(text: string): string | undefined {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? new URL(text).href.replace(/\/$/, '') : undefined;
}

function plainText(text: string): unknown {
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed);
  // The APIs spell one setting in several ways: `Enforce`, `ENFORCE`; `All users`, `ALL_USERS`.
  return plainUrl(trimmed) ?? trimmed.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/**
 * A value of a fact in the form that compares by meaning: the case and separators of words, the order and repetition of a
 * list, text for a number or a switch, and the spelling of a URL don't count. Different meanings stay different.
 */
export function meaningOf(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(meaningOf(one))))].sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, member]) => [name, meaningOf(member)]),
  );
}
