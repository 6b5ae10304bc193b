import { COMMANDS } from '../arguments/route.js';

/** The known values of options and arguments, which load only when they are asked for. */
const VALUES: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  command: () => Promise.resolve(COMMANDS),
  shell: () => Promise.resolve(['bash', 'zsh', 'fish', 'powershell']),
  name: () => Promise.resolve(['report', 'evidence', 'config']),
  scenario: async () => (await import('../world.js')).scenarioNames(),
  format: async () => (await import('../../report/formats/index.js')).FORMAT_NAMES,
  only: checkIds,
  skip: checkIds,
  fact: async () => (await import('../../facts/names.js')).FACT_NAMES.map((name) => `${name}=`),
  text: async () => {
    const [{ CAUSE_IDS }, { topicNames }] = await Promise.all([
      import('../../causes/index.js'),
      import('../explain/pages.js'),
    ]);
    return [...CAUSE_IDS, ...(await checkIds()), ...topicNames()];
  },
};

async function checkIds(): Promise<readonly string[]> {
  return (await import('../../checks/index.js')).SEQUENCE.map(({ id }) => id);
}

/** The known values of an option or an argument, by its name. Undefined if it is free. */
export async function knownValues(name: string): Promise<readonly string[] | undefined> {
  return VALUES[name]?.();
}
