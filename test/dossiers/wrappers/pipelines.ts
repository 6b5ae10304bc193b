import { iso, timedLines, type Wrapper } from './wrapper.js';

/** A downloaded log of GitHub Actions. */
export const githubActions: Wrapper = {
  id: 'github-actions',
  timed: true,
  wrap: (blocks) => {
    const stamp = (at: number) => iso(at).replace('Z', '1402Z');
    return blocks
      .flatMap((block) => [
        `${stamp(block.at - 900)} ##[group]Run ./scripts/salesforce.sh`,
        `${stamp(block.at - 899)} shell: /usr/bin/bash -e {0}`,
        `${stamp(block.at - 898)} ##[endgroup]`,
        ...timedLines([block]).map(({ at, text }) => `${stamp(at)} ${text}`),
        ...(block.failed ? [`${stamp(block.at + 4000)} ##[error]Process completed with exit code 1.`] : []),
      ])
      .join('\n');
  },
};

/** A job of GitLab with its sections and colours. */
export const gitlab: Wrapper = {
  id: 'gitlab',
  timed: false,
  wrap: (blocks) =>
    [
      'Running with gitlab-runner 17.9.0 (c4d2e1f0)',
      '\u001b[0KExecuting "step_script" stage of the job script\u001b[0;m',
      ...blocks.flatMap(({ at, lines, failed }) => [
        `section_start:${Math.floor(at / 1000)}:step_script\r\u001b[0K`,
        '\u001b[32;1m$ ./salesforce.sh\u001b[0;m',
        ...lines,
        `section_end:${Math.floor(at / 1000) + 4}:step_script\r\u001b[0K`,
        ...(failed
          ? ['\u001b[31;1mERROR: Job failed: exit code 1\u001b[0;m']
          : ['\u001b[32;1mJob succeeded\u001b[0;m']),
      ]),
    ].join('\n'),
};

/** A log of Azure Pipelines. */
export const azure: Wrapper = {
  id: 'azure-pipelines',
  timed: true,
  wrap: (blocks) => {
    const stamp = (at: number) => iso(at).replace('Z', '7731Z');
    return blocks
      .flatMap((block) => [
        `${stamp(block.at - 500)} ##[section]Starting: Salesforce login`,
        `${stamp(block.at - 499)} ==============================================================================`,
        ...timedLines([block]).map(({ at, text }) => `${stamp(at)} ${text}`),
        ...(block.failed ? [`${stamp(block.at + 3000)} ##[error]Bash exited with code '1'.`] : []),
        `${stamp(block.at + 3100)} ##[section]Finishing: Salesforce login`,
      ])
      .join('\n');
  },
};

/** The console of Jenkins, with the time-stamper plug-in or without. */
export const jenkins: Wrapper = {
  id: 'jenkins',
  timed: true,
  wrap: (blocks) =>
    blocks
      .flatMap((block) => [
        'Started by timer',
        '[Pipeline] Start of Pipeline',
        '[Pipeline] node',
        '[Pipeline] sh',
        ...timedLines([block]).map(({ at, text }) => `[${iso(at)}] ${text}`),
        '[Pipeline] }',
        '[Pipeline] End of Pipeline',
        ...(block.failed ? ['ERROR: script returned exit code 1', 'Finished: FAILURE'] : ['Finished: SUCCESS']),
      ])
      .join('\n'),
};
