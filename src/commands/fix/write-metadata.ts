import { shellWord } from '../../salesforce/shell-word.js';
import { toReport } from '../../report/document.js';
import { exitCodeOf } from '../../report/exit-code.js';
import { showChange } from '../../report/remedy.js';
import { tool } from '../host.js';
import { print, tellLine } from '../terminal/output.js';
import { writeMetadataFiles } from '../changes/metadata-folder.js';
import { UsageError } from '../usage-error.js';
import type { Run } from './run.js';

/** `fix --write-metadata <folder>`: writes the plan as metadata to deploy, and leaves the org as it is. */
export async function writeMetadata({ plan, writer, api, tried, options }: Run, folder: string): Promise<number> {
  const { metadataFiles } = await import('../../remedies/metadata-files.js');
  const { files, byHand } = await metadataFiles(plan, writer);
  if (files.length === 0) throw new UsageError('--write-metadata: nothing of the plan is metadata');
  await writeMetadataFiles(folder, files);
  for (const { path } of files) tellLine(`${folder}/${path}`);
  const deploy = (source: string) => `sf project deploy start --source-dir ${shellWord(source)} --target-org <alias>`;
  const makesSet = byHand.length > 0 && files.some(({ path }) => path.startsWith('permissionsets/'));
  // Assign the permission set first: the policy then lets in only users who have it.
  await print(
    [
      ...(makesSet ? [`First the permission set: ${deploy(`${folder}/permissionsets`)}`] : []),
      ...byHand.map((change) => `Before the rest, which metadata cannot do: ${showChange(change, api).title}`),
      `${byHand.length > 0 ? 'Then deploy it' : 'Deploy it'}: ${deploy(folder)}`,
      '',
    ].join('\n'),
  );
  return exitCodeOf(toReport(tried.examination, tool()), options);
}
