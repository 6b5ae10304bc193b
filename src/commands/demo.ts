import { examine, examineLogin, type Examination } from '../doctor.js';
import type { SourceFact } from '../facts/store.js';
import { send, type NetworkOptions } from '../sources/http.js';
import { factsOfExchanges } from '../sources/files/exchange-facts.js';
import {
  approvalRequest,
  loginAudience,
  loginRequest,
  startEmbeddedOrg,
  type EmbeddedOrg,
  type LoginRequest,
} from '../simulator/index.js';
import { startWith } from './host.js';
import { note, printList } from './terminal/output.js';
import type { ReportOptions } from './flags/report.js';
import { printReport } from './reports/print-report.js';
import { readTerminal } from './terminal/terminal.js';
import { sendsItsOwn } from './simulate/commands.js';
import { administratorSession, findWorld, scenarioNames } from './world.js';

/** Sends a request of the world's client, and reads the exchange as a paste of it would be read. */
async function readExchange(
  { url, method, headers, body }: LoginRequest,
  network: NetworkOptions,
): Promise<readonly SourceFact[]> {
  const reply = await send(
    { method: method === 'GET' ? 'GET' : 'POST', url, headers, ...(body !== '' && { body }) },
    network,
  );
  const exchange = {
    request: { method, target: url, headers, line: 1, ...(body !== '' && { body }) },
    ...(reply.status !== undefined && {
      response: { status: reply.status, headers: reply.headers, body: reply.text, line: 1 },
    }),
  };
  return factsOfExchanges([exchange], "the client's request").facts;
}

async function examineScenario(org: EmbeddedOrg, network: NetworkOptions, asAdmin: boolean): Promise<Examination> {
  const { login } = org.world;
  const approval = login.approvedByHttpClient ? await readExchange(approvalRequest(login), network) : [];
  if (sendsItsOwn(login))
    return examine([...approval, ...(await readExchange(loginRequest(login, Date.now()), network))]);
  const session = asAdmin ? administrator() : undefined;
  const attempt = {
    origin: new URL(login.instanceUrl).origin,
    username: login.username,
    clientId: login.clientId,
    key: { kind: 'variable', name: 'the test key of the scenario', text: login.key },
    audience: loginAudience(login),
    ...(session && { openSession: () => Promise.resolve(session) }),
  } as const;
  return examineLogin(attempt, { network, facts: approval });

  function administrator() {
    const { accessToken, myDomain, username } = administratorSession(org);
    return { accessToken, instanceUrl: myDomain, username, source: `the session of ${username}` };
  }
}

/** Suggests commands for a scenario and for the user's own org. */
function afterList(): string {
  return [
    '',
    `See one diagnosed:          ${startWith('demo user-frozen')}`,
    `Run one for other clients:  ${startWith('simulate user-frozen')}`,
    `Run a twin of a real org:   ${startWith('simulate --from bundle.zip')}`,
  ].join('\n');
}

/** `demo [scenario]`: the doctor against an embedded org, on this machine only. Ends with 0 whatever it finds. */
export async function demo(
  scenario: string,
  options: ReportOptions & { list?: boolean; asAdmin?: boolean },
): Promise<number> {
  if (options.list) {
    await printList(
      scenarioNames().map((name) => ({ id: name, title: findWorld(name).title })),
      options,
    );
    if (options.json !== true) note(afterList());
    return 0;
  }
  const world = findWorld(scenario);
  const org = await startEmbeddedOrg(world);
  try {
    const { quiet } = await readTerminal({}).palette();
    process.stderr.write(
      `${quiet(`Scenario ${scenario}: ${world.title}.\nAn embedded org answers on this machine; nothing leaves it.`)}\n\n`,
    );
    const examination = await examineScenario(
      org,
      { proxy: org.proxyUrl, ca: org.caCertificate, timeoutMs: 5000 },
      options.asAdmin === true,
    );
    await printReport(examination, options);
    return 0;
  } finally {
    await org.close();
  }
}
