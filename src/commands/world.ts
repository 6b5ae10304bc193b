import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearestName } from '../facts/nearest.js';
import { loadFixtureWorld, loadWorld, type World } from '../simulator/index.js';
import { packageRoot } from './package-root.js';
import { UsageError } from './usage-error.js';

/** The folder with the worlds and their test keys. */
function fixturesFolder(): string {
  return join(packageRoot(), 'fixtures');
}

/** The names of the worlds that come with the package. */
export function scenarioNames(): string[] {
  return readdirSync(join(fixturesFolder(), 'orgs'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** Loads a world by its name, or from a YAML file. */
export function findWorld(scenario: string): World {
  const names = scenarioNames();
  if (names.includes(scenario)) return loadFixtureWorld(scenario, fixturesFolder());
  if (/\.ya?ml$/.test(scenario)) {
    if (!existsSync(scenario)) throw new UsageError(`${scenario}: there is no such file; check the path`);
    return loadWorld(scenario, fixturesFolder());
  }
  const near = nearestName(scenario.slice(0, 60), names);
  throw new UsageError(
    `there is no scenario "${scenario.slice(0, 60)}"; ${near === undefined ? 'list them with: sf-jwt-doctor demo --list' : `did you mean "${near}"?`}`,
  );
}
