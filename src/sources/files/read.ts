import type { SourceFact } from '../../facts/store.js';
import { bareAssertion } from './bare-assertion.js';
import { errorText } from './error-text.js';
import { evidenceFile } from './evidence-file.js';
import { har } from './har.js';
import { httpTranscript } from './http-transcript.js';
import { loginHistoryCsv } from './login-history-csv.js';
import { metadata } from './metadata.js';
import { oauthAnswer } from './oauth-answer.js';
import { LARGEST_PASTE } from './limits.js';
import { sfCli } from './sf-cli.js';
import type { Paste, Reading, Shape } from './shape.js';

/** The shapes that are known, the most telling first: the first one that recognises a paste reads it. */
const SHAPES: readonly Shape[] = [
  evidenceFile,
  har,
  oauthAnswer,
  bareAssertion,
  sfCli,
  metadata,
  loginHistoryCsv,
  httpTranscript,
  errorText,
];

/** Bad input: one clear sentence that says what is wrong, where, and what to do. */
export class PasteError extends Error {
  override readonly name = 'PasteError';
}

const LOOKED_AT = 64 * 1024;

/** The text of pasted bytes: UTF-8 or UTF-16, without a byte order mark. Throws a PasteError for what is no text. */
export function decodePaste(bytes: Uint8Array, name: string): string {
  const start = Buffer.from(bytes.subarray(0, LOOKED_AT));
  if (start.subarray(0, 4).toString('latin1') === '\x89PNG' || start.subarray(0, 3).toString('hex') === 'ffd8ff') {
    throw new PasteError(
      `${name}: this is a picture; send the text instead: the error line, or the answer of the token endpoint`,
    );
  }
  if (bytes.length > LARGEST_PASTE) {
    throw new PasteError(
      `${name}: ${Math.round(bytes.length / 1e6)} MB are too much to read; cut out the lines around the failing login`,
    );
  }
  const utf16 =
    start[0] === 0xff && start[1] === 0xfe
      ? 'utf-16le'
      : start[0] === 0xfe && start[1] === 0xff
        ? 'utf-16be'
        : undefined;
  const text = new TextDecoder(utf16 ?? 'utf-8').decode(bytes);
  if (text.trim() === '')
    throw new PasteError(`${name}: the file is empty; paste the error, or the answer of the token endpoint`);
  const head = text.slice(0, LOOKED_AT);
  // eslint-disable-next-line no-control-regex -- control characters are what makes it binary
  const odd = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  if (odd > head.length / 50)
    throw new PasteError(
      `${name}: this is a binary file; send text: the error line, or the answer of the token endpoint`,
    );
  return text;
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What one pasted text gives. Throws a PasteError when no shape recognises it. */
export async function readReading(text: string, name: string): Promise<Reading> {
  const json = parseJson(text);
  const paste: Paste = { name, text, ...(json !== undefined && { json }) };
  const shape = SHAPES.find((candidate) => candidate.recognises(paste));
  if (shape === undefined) {
    throw new PasteError(
      `${name}: no Salesforce login error was found in it; paste the answer of the token endpoint, the HTTP exchange, or an evidence file`,
    );
  }
  return shape.read(paste);
}

/** The facts of one pasted text. Throws a PasteError when no shape recognises it. */
export async function readPaste(text: string, name: string): Promise<readonly SourceFact[]> {
  return (await readReading(text, name)).facts;
}

/** Facts that only several readings together tell: whether the certificate of the app verifies the assertion. */
export async function joinReadings(readings: readonly Reading[]): Promise<SourceFact[]> {
  const assertions = readings.flatMap((reading) => reading.assertions ?? []);
  const certificates = readings.flatMap((reading) => reading.certificates ?? []);
  if (assertions.length === 0 || certificates.length === 0) return [];
  const { judgeSignature } = await import('../assertion/signature.js');
  const { publicKeyOf } = await import('../key/read-certificate.js');
  const keys = certificates.flatMap((text) => publicKeyOf(Buffer.from(text)) ?? []);
  return assertions.flatMap((compact) => judgeSignature(compact, keys, 'the signature of the assertion'));
}
