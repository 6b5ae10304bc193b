import type { SourceFact } from '../../facts/store.js';
import { bareAssertion } from './bare-assertion.js';
import { errorText } from './error-text.js';
import { evidenceFile } from './evidence-file.js';
import { har } from './har.js';
import { httpTranscript } from './http-transcript.js';
import { loginHistoryCsv } from './login-history-csv.js';
import { metadata } from './metadata.js';
import { oauthAnswer } from './oauth-answer.js';
import { PasteError } from './paste-error.js';
import { sfCli } from './cli/shape.js';
import type { Paste, Reading, Shape } from './shape.js';

export { PasteError } from './paste-error.js';

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
