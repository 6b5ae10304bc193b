import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three check characters that turn a 15-character record id into its 18-character form (documented). */
function checkCharacters(id: string): string {
  return [0, 5, 10]
    .map((start) => {
      let bits = 0;
      for (let i = 0; i < 5; i += 1) if (/[A-Z]/.test(id[start + i] ?? '')) bits |= 1 << i;
      return ALPHABET[bits];
    })
    .join('');
}

/** A record id with a key prefix (00D, 005, …), the same for the same seed. */
export function recordId(prefix: string, seed: string): string {
  const digest = createHash('sha256')
    .update(seed)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '');
  const id = `${prefix}${prefix === '00D' ? 'Hs' : 'Hs00'}00000000`.slice(0, 9) + digest.slice(0, 6);
  return id + checkCharacters(id);
}
