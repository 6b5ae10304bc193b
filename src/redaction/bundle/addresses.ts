/** The number of an IPv4 or IPv6 address, for comparing; undefined for what is none. */
function numberOf(address: string): bigint | undefined {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (v4) return v4.slice(1).reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
  return all.length === 8 ? all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group || '0'}`), 0n) : undefined;
}

/**
 * Replaces addresses and keeps their order, so that an address inside a range stays inside: IPv4 in 198.18.0.0/15,
 * IPv6 in 2001:db8::/32 (RFC 2544 and 3849: they belong to nobody).
 */
export function orderedAddresses(addresses: readonly string[]): Map<string, string> {
  const known = [...new Set(addresses.map((address) => address.trim()))].flatMap((address) => {
    const number = numberOf(address);
    return number === undefined ? [] : [{ address, number, isV4: address.includes('.') }];
  });
  known.sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  const tokens = new Map<string, string>();
  const last = { v4: { number: -1n, index: 0 }, v6: { number: -1n, index: 0 } };
  for (const { address, number, isV4 } of known) {
    const place = isV4 ? last.v4 : last.v6;
    // Two spellings of one address are one address.
    if (place.number !== number) {
      place.index += 1;
      place.number = number;
    }
    const { index } = place;
    const [high, low] = [Math.floor(index / 256) % 256, index % 256];
    tokens.set(address, isV4 ? `198.18.${high}.${low}` : `2001:db8::${index.toString(16)}`);
  }
  return tokens;
}
