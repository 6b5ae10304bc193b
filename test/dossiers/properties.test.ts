import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { examine } from '../../src/doctor.js';
import type { SourceFact } from '../../src/facts/store.js';
import { toRedactedEvidence } from '../../src/redaction/bundle/evidence.js';
import { toReport } from '../../src/report/document.js';
import { joinReadings, readReading } from '../../src/sources/files/read.js';
import type { Dossier, Handed } from './dossier.js';
import { dossiers } from './draw.js';

// FC_RUNS=2000 FC_SEED=11 npm run test:unit -- test/dossiers/properties searches longer.
const RUNS = Number(process.env['FC_RUNS'] ?? 60);
const SEED = Number(process.env['FC_SEED'] ?? 7);
const DRAWN: readonly Dossier[] = fc.sample(dossiers, { numRuns: RUNS, seed: SEED });

async function factsOf(files: readonly Handed[]): Promise<SourceFact[]> {
  return joinReadings(await Promise.all(files.map(({ name, text }) => readReading(text, name))));
}

const told = (facts: readonly SourceFact[]) => toReport(examine(facts), { version: '0' });

/** A report without the names of its sources, whose order follows that of the files. */
function withoutSources(report: unknown): string {
  return JSON.stringify(report, (key, value: unknown) => (key === 'source' ? '' : value));
}

describe('the report of a dossier', () => {
  it('is the same in whatever order the files are given', async () => {
    for (const { files } of DRAWN.filter(({ files }) => files.length > 1)) {
      const [one, other] = [told(await factsOf(files)), told(await factsOf(files.toReversed()))];
      expect(withoutSources(other)).toBe(withoutSources(one));
    }
  });

  it('is that of its bundle: the same verdict, cause, alternatives and story', async () => {
    for (const { files } of DRAWN) {
      const facts = await factsOf(files);
      const { facts: store } = examine(facts);
      const { evidence } = toRedactedEvidence(store, { nonce: 'abc123', keep: [] });
      const bundled = told(await factsOf([{ name: 'evidence.json', text: JSON.stringify(evidence) }]));
      const said = ({ verdict, diagnosis, story }: ReturnType<typeof told>) => ({
        verdict,
        cause: diagnosis.cause?.id ?? null,
        alternatives: diagnosis.alternatives.map(({ id }) => id),
        attempts: story.attempts.map(({ outcome, isSide, isExplained }) => ({ outcome, isSide, isExplained })),
        changes: story.changes.map(({ kinds, by }) => ({ kinds, by })),
        contrasts: story.contrasts.map(({ contrast, works }) => ({ contrast, works })),
      });
      expect(said(bundled)).toEqual(said(told(facts)));
    }
  });

  it('quotes only words that were handed over', async () => {
    const plain = (text: string) => text.replace(/\\*["'\u2018\u2019]|\\u0027|\s+/g, '').toLowerCase();
    for (const { files } of DRAWN) {
      const given = plain(files.map(({ text }) => text).join('\n'));
      const { symptom, story } = told(await factsOf(files));
      const quoted = [
        symptom?.error,
        symptom?.description,
        ...story.attempts.flatMap(({ error, description }) => [error, description]),
      ];
      for (const words of quoted) if (words) expect(given).toContain(plain(words).slice(0, 60));
    }
  });

  it('is not healthy once a line says that something failed', async () => {
    const healthy = DRAWN.filter(
      ({ script, files }) => script.startsWith('healthy') && files[0]!.name !== 'capture.har',
    );
    const lines = [
      'Error: ENOENT: no such file or directory, open "server.key"',
      'FATAL: sync aborted, could not reach the org',
      '{"error":"invalid_grant","error_description":"audience is invalid"}',
      'INVALID_SESSION_ID: Session expired or invalid',
      'ERROR: something nobody has seen before',
    ];
    for (const { files } of healthy)
      for (const line of lines) {
        if (files[0]!.text.trimStart().startsWith('{')) continue;
        const text = `${files[0]!.text}\n${line}\n`;
        expect({ line, text, verdict: told(await factsOf([{ ...files[0]!, text }])).verdict }).not.toMatchObject({
          verdict: 'healthy',
        });
      }
  });
});
