import type { Log, Result } from 'sarif';
import { plainText } from '../../redaction/scrub.js';
import { SARIF_SCHEMA } from '../formats/sarif/index.js';
import { rulesFor } from '../formats/sarif/rules.js';
import type { RehearsalReport, ShownBreak } from '../rehearsal.js';
import { REPOSITORY } from '../repository.js';
import { inGeneral } from '../words/in-general.js';

function resultOf({ cause, username, app, answer, title, file, line, element }: ShownBreak, ruleIndex: number): Result {
  const text = `${title}: ${username} can no longer log in to ${app} (${answer}). ${inGeneral(cause).remedy.summary}`;
  return {
    ruleId: cause,
    ruleIndex,
    kind: 'fail',
    level: 'error',
    message: { text: plainText(text).replace(/\](?=\()/g, '] ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
          region: { startLine: line },
        },
      },
    ],
    partialFingerprints: { 'sfJwtDoctor/v1': [cause, app, element].join('/') },
  };
}

/** A rehearsal as SARIF 2.1.0: a result for each login that breaks, at the line that breaks it. */
export function rehearsalToSarif({ tool, breaks, outcome }: RehearsalReport): string {
  const rules = rulesFor(new Set(breaks.map(({ cause }) => cause)), () => 'documented');
  const results = breaks.map((one) =>
    resultOf(
      one,
      rules.findIndex(({ id }) => id === one.cause),
    ),
  );
  const log: Log = {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, informationUri: REPOSITORY, rules } },
        invocations: [{ executionSuccessful: true, exitCodeDescription: outcome }],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
