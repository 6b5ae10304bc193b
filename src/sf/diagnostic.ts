import type { CliConfig } from './commands.js';

/** The parts of the CLI's own doctor that are used here. */
interface CliDoctor {
  addSuggestion(text: string): void;
  addDiagnosticStatus(status: { testName: string; status: string }): void;
}

/** The CLI's event bus: `sf doctor` prints what it receives there. */
interface Core {
  readonly Lifecycle: { getInstance(): { emit(event: string, data: unknown): Promise<void> } };
}

/**
 * The part of this tool in `sf doctor`: looks at every JWT login that the CLI keeps, without a network. Keys are read to
 * see that they can be used; nothing of a key is printed or kept.
 */
export default async function diagnostic({ doctor, config }: { doctor: CliDoctor; config: CliConfig }): Promise<void> {
  const [{ cliOrgs }, { lookAtLogin }, { loadCore }] = await Promise.all([
    import('../commands/login/cli-logins.js'),
    import('./stored-logins.js'),
    import('./core-session.js'),
  ]);
  const core = await loadCore<Core>(config, 'Lifecycle');
  const report = async (testName: string, status: string) => {
    const told = { testName: `[sf-jwt-doctor] ${testName}`, status };
    if (core === undefined) doctor.addDiagnosticStatus(told);
    else await core.Lifecycle.getInstance().emit('Doctor:diagnostic', told);
  };
  const { logins } = cliOrgs();
  if (logins.length === 0) await report('no JWT login is stored', 'pass');
  for (const login of logins) {
    const name = login.alias ?? login.username;
    const seen = await lookAtLogin(login, Math.floor(Date.now() / 1000));
    for (const { status, about, sentence } of seen)
      await report(`${about} of the JWT login ${name}: ${sentence}`, status);
    if (seen.some(({ status }) => status !== 'pass'))
      doctor.addSuggestion(`Look at the JWT login ${name}: run "${config.bin} jwt doctor --login ${name}".`);
  }
}
