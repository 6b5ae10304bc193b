import { OrgWriter } from '../../remedies/org-writer.js';
import type { OrgSession } from '../../sources/org/session.js';
import { sessionOpener, type LoginOptions } from '../login/login.js';
import { UsageError } from '../usage-error.js';
import { networkOf } from '../login/network.js';

/** Opens the session that makes the changes. Throws a usage error if no session is named. */
export async function openWriter(
  command: string,
  options: LoginOptions,
): Promise<{ writer: OrgWriter; session: OrgSession }> {
  const open = sessionOpener(options);
  if (open === undefined)
    throw new UsageError(
      `${command}: an administrator's session is needed to read and to change the org; name one with --target-org <alias>, or set SF_ACCESS_TOKEN and SF_INSTANCE_URL`,
    );
  const session = await open();
  return { writer: new OrgWriter(session, networkOf(options)), session };
}

/** The path of the REST API in the org's latest version, as plans show it. */
export async function apiPath(writer: OrgWriter): Promise<string> {
  return `/services/data/v${await writer.apiVersion()}.0`;
}
