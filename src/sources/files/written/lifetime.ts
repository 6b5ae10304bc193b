// The present moment in the languages of the readers, in seconds or milliseconds, once blanks are gone.
const NOW: readonly (readonly [RegExp, 's' | 'ms'])[] = [
  [
    /Date\.now\(\)|\+?newDate\(\)\.(?:getTime|valueOf)\(\)|System\.currentTimeMillis\(\)|DateTimeOffset\.UtcNow\.ToUnixTimeMilliseconds\(\)|time\.Now\(\)\.UnixMilli\(\)|System\.now\(\)\.getTime\(\)|Datetime\.now\(\)\.getTime\(\)|Instant\.now\(\)\.toEpochMilli\(\)/g,
    'ms',
  ],
  [
    /time\.time\(\)|(?<![\w.])time\(\)|Time\.now(?:\.utc)?\.to_i|DateTimeOffset\.(?:UtcNow|Now)\.ToUnixTimeSeconds\(\)|time\.Now\(\)\.Unix\(\)|Instant\.now\(\)\.getEpochSecond\(\)/g,
    's',
  ],
];
const ROUNDED = /(?:int|round|str|Number|String|parseInt|Math\.(?:floor|round|trunc|ceil))\(/g;

/** An expression without the brackets around all of it. */
function withoutOuter(text: string): string {
  const inner = /^\((.*)\)$/.exec(text)?.[1];
  if (inner === undefined) return text;
  let depth = 0;
  const isOne = [...inner].every((char) => (depth += char === '(' ? 1 : char === ')' ? -1 : 0) >= 0);
  return isOne ? withoutOuter(inner) : text;
}

/** The value of a sum of products of whole numbers, such as `60*5`; undefined for anything else. */
function sumOf(text: string): number | undefined {
  const plain = text.replace(/(?<=\d)[_']|(?<=\d)L\b/g, '').replace(/^\(([^()]*)\)$/, '$1');
  if (!/^\d+(?:[*+]\d+)*$/.test(plain)) return undefined;
  return plain
    .split('+')
    .map((product) => product.split('*').reduce((value, factor) => value * Number(factor), 1))
    .reduce((sum, value) => sum + value, 0);
}

/**
 * How long an assertion is valid by the expression of its claim `exp`: the moment and a span added or taken away. In
 * seconds, below zero where it has expired when it is made; undefined for an expression that cannot be followed.
 * @example lifetimeOf('Math.floor(Date.now() / 1000) + 60 * 3') // 180
 */
export function lifetimeOf(expression: string): number | undefined {
  if (expression.length > 200) return undefined;
  let plain = expression.replace(/\s+/g, '').replace(/[;,]$/, '');
  for (const [pattern, unit] of NOW) plain = plain.replace(pattern, unit === 's' ? 'NOWs' : 'NOWms');
  plain = plain.replace(ROUNDED, '(');
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain
      .replace(/NOWms\/1000(?:\.0|L)?/g, 'NOWs')
      .replace(/NOWs\*1000L?/g, 'NOWms')
      .replace(/\((NOWm?s)\)/g, '$1');
  }
  plain = plain.replace(/\.to_i$|\.toString\(\)$/, '');
  const [, unit, sign = '+', span] = /^NOW(m?s)(?:([+-])(.+))?$/.exec(withoutOuter(plain)) ?? [];
  if (unit === undefined) return undefined;
  // Without brackets a minus would be that of the first summand only.
  const isUnclear = sign === '-' && /^[^(].*\+/.test(span ?? '');
  const length = span === undefined ? 0 : isUnclear ? undefined : sumOf(span);
  if (length === undefined) return undefined;
  return ((sign === '-' ? -1 : 1) * length) / (unit === 'ms' ? 1000 : 1);
}
