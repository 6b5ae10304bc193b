import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { examine } from '../../src/doctor.js';
import { joinReadings, readReading } from '../../src/sources/files/read.js';
import { ANSWERS, ANSWER_IDS, answerOf } from '../../src/answers/index.js';
import { toReport } from '../../src/report/document.js';

const SEED = Number(process.env['FC_SEED'] ?? 7);
const RUNS = Number(process.env['FC_RUNS'] ?? 150);

async function triage(...texts: string[]) {
  const readings = await Promise.all(texts.map((text, index) => readReading(text, `input-${index}`)));
  return toReport(examine(await joinReadings(readings)), { version: '0' });
}

/** A report without the names of its sources. */
function withoutSources(report: unknown): string {
  return JSON.stringify(report).replace(/input-\d+(?:, line \d+)?/g, '');
}

const WORKED =
  'sf org login jwt -o hub@acme.example.com\nSuccessfully authorized hub@acme.example.com with org ID 00D5g00000AbCdEEAV\n';

const refusals = fc
  .constantFrom(...ANSWER_IDS.filter((id) => answerOf(id).about === 'login' && ANSWERS[id].description !== ''))
  .map((id) => `{"error":"${ANSWERS[id].error}","error_description":"${ANSWERS[id].description}"}`);
const unknown = fc
  .tuple(fc.constantFrom('JwtGrantError', 'Error', 'FATAL'), fc.stringMatching(/^[a-z]{3,12}( [a-z]{3,12}){1,4}$/))
  .map(([kind, words]) => `${kind}: login failed, ${words}`);
const others = fc.constantFrom(
  'Error: ENOENT: no such file or directory, open "server.key"',
  'request to https://test.salesforce.com/services/oauth2/token failed, reason: getaddrinfo ENOTFOUND test.salesforce.com',
  '400 Client Error: Bad Request for url: https://test.salesforce.com/services/oauth2/token',
  '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
  'ERROR running org login jwt: something new',
  'ERROR: Job failed: exit code 1',
);

describe('a story', () => {
  it('is never healthy when something fails after the last success', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(refusals, unknown, others), fc.boolean(), async (failure, inOneFile) => {
        const { verdict } = inOneFile ? await triage(`${WORKED}${failure}\n`) : await triage(WORKED, `${failure}\n`);
        expect(verdict).not.toBe('healthy');
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it.each([
    'FEHLER: Anmeldung fehlgeschlagen',
    "\u00c9chec de l'authentification Salesforce",
    'Error al iniciar sesi\u00f3n en Salesforce: acceso denegado',
    'Falha ao autenticar no Salesforce',
    'Autenticazione Salesforce fallita',
    'Inloggen bij Salesforce mislukt',
    'Salesforce \u30ed\u30b0\u30a4\u30f3\u306b\u5931\u6557\u3057\u307e\u3057\u305f',
    '\u767b\u5f55\u5931\u8d25',
    '\ub85c\uadf8\uc778 \uc2e4\ud328',
    'Login Failed',
    'You do not have access to the org',
  ])('is not healthy where the last line says, in any language, that it failed: %s', async (line) => {
    expect((await triage(`${WORKED}${line}\n`)).verdict).not.toBe('healthy');
  });

  it('is the same in whatever order its files are given', async () => {
    await fc.assert(
      fc.asyncProperty(refusals, refusals, fc.boolean(), async (first, second, worked) => {
        const texts = [`${first}\n`, `2026-11-20T10:00:00Z ERROR ${second}\n`, ...(worked ? [WORKED] : [])];
        const reports = await Promise.all([triage(...texts), triage(...texts.toReversed())]);
        expect(withoutSources(reports[1])).toBe(withoutSources(reports[0]));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('is explained by its last failure: by time, by day, by run', async () => {
    const old = '{"error":"invalid_app_access","error_description":"user is not admin approved to access this app"}';
    const now = '{"error":"invalid_grant","error_description":"audience is invalid"}';
    const stories = [
      `Monday:\n${old}\nWe assigned the permission set.\n\nTuesday:\n${now}\n`,
      `First run:\n${old}\n\nSecond run:\n${now}\n`,
      `2026-11-16T09:00:00Z ${old}\n2026-11-17T09:00:00Z ${now}\n`,
      `2026-11-17T09:00:00Z ${now}\n2026-11-16T09:00:00Z ${old}\n`,
    ];
    for (const story of stories) expect((await triage(story)).symptom?.description).toBe('audience is invalid');
  });

  it('quotes only words that were pasted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ANSWER_IDS.filter((id) => ANSWERS[id].description.length > 11)),
        fc.constantFrom('Error: ', 'Login failed: ', '[error] ', 'FATAL | '),
        async (id, prefix) => {
          const text = `salesforce jwt\n${prefix}${ANSWERS[id].description}\n`;
          const { symptom } = await triage(text);
          for (const quoted of [symptom?.error, symptom?.description]) if (quoted) expect(text).toContain(quoted);
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('takes no help text, comment or condition for an answer', async () => {
    const real = '{"error":"unknown_error","error_description":"retry your request"}';
    const asides = [
      "Common causes:\n  * 'user hasn't approved this consumer': Permitted Users must be admin approved",
      "// user hasn't approved this consumer",
      'If you see "user hasn\'t approved this consumer", approve the app.',
    ];
    for (const aside of asides)
      for (const text of [`${real}\n\n${aside}\n`, `${aside}\n\n${real}\n`])
        expect((await triage(text)).symptom?.description).toBe('retry your request');
  });
});
