import { Unzip, UnzipInflate, unzipSync, type UnzipFile } from 'fflate';
import { inMegabytes, LARGEST_ARCHIVE, MOST_MEMBERS } from './limits.js';
import { PasteError } from './paste-error.js';
import { shownName } from './intake/shown-name.js';

const PIECE = 64 * 1024;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 0x04034b50;

interface Member {
  readonly size: number;
  readonly compression: number;
}

/** Lists the directory of an archive without unpacking. Throws a PasteError if it is too large or no archive. */
function listMembers(bytes: Uint8Array, name: string): Map<string, Member> {
  const members = new Map<string, Member>();
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name: member, originalSize: size, compression }) => {
        if (members.size >= MOST_MEMBERS)
          throw new PasteError(
            `${name}: more than ${MOST_MEMBERS} files are in this archive; pack the ones with the failing login`,
          );
        if (!member.endsWith('/')) members.set(member, { size, compression });
        total += size;
        if (total > LARGEST_ARCHIVE) throw tooLarge(name);
        return false;
      },
    });
  } catch (error) {
    if (error instanceof PasteError) throw error;
    throw broken(name);
  }
  return members;
}

function tooLarge(name: string): PasteError {
  return new PasteError(
    `${name}: unpacked, this archive holds more than ${inMegabytes(LARGEST_ARCHIVE)}; unpack it and name the files with the failing login`,
  );
}

function broken(name: string): PasteError {
  return new PasteError(`${name}: this archive is broken or cut off; pack it again, or send the files themselves`);
}

/** Whether the local header of a member says that it is encrypted (bit 0 of its flags, APPNOTE.TXT 4.4.4). */
function isEncrypted(bytes: Uint8Array, member: string): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = view.indexOf(member, 30) - 30;
  return header >= 0 && view.readUInt32LE(header) === LOCAL_HEADER && (view.readUInt16LE(header + 6) & 1) === 1;
}

/** Unpacks one member. Throws if it is broken or longer than the directory says. */
function take(file: UnzipFile, { size }: Member): { readonly bytes: () => Uint8Array } {
  const chunks: Uint8Array[] = [];
  let length = 0;
  file.ondata = (error, chunk) => {
    if (error !== null) throw error;
    length += chunk.length;
    if (length > size) throw new Error('longer than the directory says');
    chunks.push(chunk);
  };
  file.start();
  return { bytes: () => Buffer.concat(chunks) };
}

/**
 * The members of a zip archive by name, without folders. Writes nothing to disk. Names are unchanged and may be hostile.
 * The unpacked size is bounded by the directory's claims, and these by `LARGEST_ARCHIVE`. Throws a PasteError for an
 * archive that is broken, encrypted or too large.
 */
export function unzip(bytes: Uint8Array, name: string): Map<string, Uint8Array> {
  const members = listMembers(bytes, name);
  const locked = [...members.keys()].find((member) => isEncrypted(bytes, member));
  if (locked !== undefined)
    throw new PasteError(
      `${name}: ${shownName(locked)} is encrypted; unpack it with its password and send the text itself`,
    );
  const taken = new Map<string, { readonly bytes: () => Uint8Array }>();
  const unpacking = new Unzip((file) => {
    const member = members.get(file.name);
    const isKnown = file.compression === STORED || file.compression === DEFLATED;
    if (member !== undefined && isKnown && !taken.has(file.name)) taken.set(file.name, take(file, member));
  });
  unpacking.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      unpacking.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch {
    throw broken(name);
  }
  if (members.size > 0 && taken.size === 0) throw broken(name);
  return new Map([...taken].map(([member, { bytes: all }]) => [member, all()]));
}
