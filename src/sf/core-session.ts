import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sessionFailure, sessionFromCli } from '../sources/org/cli-session.js';
import { requireInstance, type OrgSession } from '../sources/org/session.js';
import type { CliConfig } from './commands.js';

/** The parts of the CLI's own core that are used here. */
interface Core {
  readonly Org: {
    create(options: { aliasOrUsername: string }): Promise<{
      getUsername(): string | undefined;
      refreshAuth(): Promise<void>;
      getConnection(): { readonly accessToken?: string | null; readonly instanceUrl: string };
    }>;
  };
}

/** Loads the library that the running CLI uses itself; undefined where it lies elsewhere than expected. */
export async function loadCore<Library>(
  { root }: CliConfig,
  exported: keyof Library & string,
): Promise<Library | undefined> {
  try {
    const file = createRequire(path.join(root, 'package.json')).resolve('@salesforce/core');
    const module = (await import(pathToFileURL(file).href)) as Partial<Library> & {
      readonly default?: Partial<Library>;
    };
    const library = module[exported] === undefined ? module.default : module;
    return library?.[exported] === undefined ? undefined : (library as Library);
  } catch {
    return undefined;
  }
}

/**
 * The session that the running CLI holds for an alias or a username, refreshed by the CLI's own core. No second CLI is
 * started for it. Rejects with a SessionError.
 */
export async function sessionFromCore(
  config: CliConfig,
  target: string,
  allowed: readonly string[],
): Promise<OrgSession> {
  const core = await loadCore<Core>(config, 'Org');
  if (core === undefined) return sessionFromCli(target, process.env, allowed);
  let told;
  try {
    const org = await core.Org.create({ aliasOrUsername: target });
    await org.refreshAuth();
    const { accessToken, instanceUrl } = org.getConnection();
    told = { accessToken, instanceUrl, username: org.getUsername() };
  } catch (error) {
    const { name = '', message = '' } = error instanceof Error ? error : {};
    throw sessionFailure(target, { name, message });
  }
  const { accessToken, instanceUrl, username } = told;
  if (accessToken == null || accessToken === '') throw sessionFailure(target, { message: 'expired' });
  return {
    accessToken,
    instanceUrl: requireInstance(instanceUrl, `--target-org ${target}`, allowed),
    source: `the Salesforce CLI (${target})`,
    ...(username !== undefined && { username }),
  };
}
