import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

import { manifest } from '../../scripts/sf/manifest.js';
import { COMMANDS } from '../../src/sf/index.js';
import { root } from '../support/cli.js';

interface Entry {
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly flags: Readonly<Record<string, { readonly char?: string; readonly type: string; readonly summary: string }>>;
}

const { commands } = manifest() as { commands: Readonly<Record<string, Entry>> };
const settings = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  name: string;
  oclif: { commands: { target: string }; hooks: Record<string, string> };
};

describe('what the Salesforce CLI reads', () => {
  it('lists the commands that the plug-in has', () => {
    expect(Object.keys(commands)).toEqual(Object.keys(COMMANDS));
  });

  it('is what the build writes', () => {
    expect(JSON.parse(readFileSync(`${root}oclif.manifest.json`, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(manifest())),
    );
  });

  it('names files that the build makes, and the hook of sf doctor by the name of the package', () => {
    const { commands: found, hooks } = settings.oclif;
    for (const file of [found.target, ...Object.values(hooks)]) expect(existsSync(`${root}${file}`)).toBe(true);
    expect(Object.keys(hooks)).toEqual(['finally', `sf-doctor-${settings.name}`]);
  });

  it.each(Object.entries(commands))(
    'speaks of %s as it is called there',
    (id, { summary, description, examples, flags }) => {
      expect(`${summary}${description}${examples.join('')}`).not.toMatch(/sf-jwt-doctor [a-z-]/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toContain(`<%= config.bin %> ${id.replace(':', ' ')}`);
      expect(Object.values(flags).map((flag) => flag.summary)).not.toContain('');
    },
  );

  it('gives the login the letters of sf org login jwt; -o is the username, and --target-org has none', () => {
    const { flags } = commands['jwt:doctor']!;
    expect(flags['username']!.char).toBe('o');
    expect(flags['client-id']!.char).toBe('i');
    expect(flags['jwt-key-file']!.char).toBe('f');
    expect(flags['instance-url']!.char).toBe('r');
    expect(flags['target-org']!.char).toBeUndefined();
  });
});
