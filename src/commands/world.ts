import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearestName } from '../facts/nearest.js';
import { loadFixtureWorld, loadWorld, WorldError, type EmbeddedOrg, type World } from '../simulator/index.js';
import { startWith } from './host.js';
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

/** The simulator knows nothing of this house, its errors included: a world that it cannot use is bad input here. */
function orUsageError<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw error instanceof WorldError ? new UsageError(error.message) : error;
  }
}

/** Opens a session of the administrator of an embedded org. Throws a usage error where the org has none. */
export function administratorSession(org: EmbeddedOrg): ReturnType<EmbeddedOrg['openSession']> {
  return orUsageError(() => org.openSession());
}

/** Loads a world by its name, or from a YAML file. Throws a usage error where there is none, or it cannot be used. */
export function findWorld(scenario: string): World {
  const names = scenarioNames();
  if (names.includes(scenario)) return orUsageError(() => loadFixtureWorld(scenario, fixturesFolder()));
  if (/\.ya?ml$/.test(scenario)) {
    if (!existsSync(scenario)) throw new UsageError(`${scenario}: there is no such file; check the path`);
    return orUsageError(() => loadWorld(scenario, fixturesFolder()));
  }
  const near = nearestName(scenario.slice(0, 60), names);
  throw new UsageError(
    `there is no scenario "${scenario.slice(0, 60)}"; ${near === undefined ? `list them with: ${startWith('demo --list')}` : `did you mean "${near}"?`}`,
  );
}
