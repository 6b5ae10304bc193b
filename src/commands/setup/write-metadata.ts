import { shellWord } from '../../salesforce/shell-word.js';
import { EXIT } from '../../report/exit-code.js';
import { showChange } from '../../report/remedy.js';
import { apiPath } from '../changes/open-writer.js';
import { print, printJson, tellLine } from '../terminal/output.js';
import { writeMetadataFiles } from '../changes/metadata-folder.js';
import { UsageError } from '../usage-error.js';
import { setupReport } from './finish.js';
import { completeKeyFiles, filesShown, type KeyFiles, type KeyMaterial } from './keys.js';
import { keyWishes, planSetup, type Workplace } from './prepare.js';

/** `setup --write-metadata <folder>`: writes the key files and the plan as metadata, and leaves the org as it is. */
export async function writeMetadata(
  place: Workplace,
  files: KeyFiles,
  before: KeyMaterial | undefined,
  folder: string,
): Promise<number> {
  const { metadataFiles } = await import('../../remedies/metadata-files.js');
  const material = await completeKeyFiles(files, before, keyWishes(place));
  const { plan } = await planSetup(place, files, material);
  const { files: metadata, byHand } = await metadataFiles(plan, place.writer);
  if (metadata.length === 0) throw new UsageError('--write-metadata: nothing that is left to do is metadata');
  await writeMetadataFiles(folder, metadata);
  const api = await apiPath(place.writer);
  const shown = { plan, api, files: filesShown(files, before, true), consumerKey: place.app?.consumerKey ?? null };
  for (const { path } of metadata) tellLine(`${folder}/${path}`);
  if (place.options.json === true) await printJson(setupReport(place, shown));
  else
    await print(
      [
        `Deploy it: sf project deploy start --source-dir ${shellWord(folder)} --target-org <alias>`,
        ...byHand.map((change) => `Then, which metadata cannot do: ${showChange(change, api).title}`),
        'Then run setup again with --apply: it finds what is there, does what is left, and tries the login.',
        '',
      ].join('\n'),
    );
  return EXIT.causeFound;
}
