import type { Subject } from '../../causes/subject.js';
import { shellWord } from '../../salesforce/shell-word.js';
import { knownClientError } from '../../answers/client-errors.js';
import { defined } from '../../facts/defined.js';
import { meantAnswer } from '../../facts/answers.js';
import type { FactStore } from '../../facts/store.js';
import { genericOriginFor, hostFacts } from '../../salesforce/hosts.js';
import { setupLink } from '../../salesforce/setup.js';
import { diagnoseOf, STANDALONE } from '../tool.js';

/** A consumer key (or a thumbprint) is public, but long: its ends identify it. Other texts stay whole. */
export function shortKey(text: string): string {
  return /^[A-Za-z0-9._]{40,}$/.test(text) ? `${text.slice(0, 10)}…${text.slice(-4)}` : text;
}

/** The flags of this run that printed commands repeat. */
export interface Invocation {
  readonly jwtKeyFile?: string | undefined;
  readonly jwtKeyEnv?: string | undefined;
  readonly targetOrg?: string | undefined;
}

/** The words for the private key: in a sentence, as an argument and as flags. */
function keyWords({ jwtKeyFile, jwtKeyEnv }: Invocation): Pick<Subject, 'key' | 'keyArgument' | 'keyFlags'> {
  if (jwtKeyEnv !== undefined) {
    const flags = `--jwt-key-env ${shellWord(jwtKeyEnv)}`;
    return { key: `the private key in $${jwtKeyEnv}`, keyArgument: 'server.key', keyFlags: flags };
  }
  if (jwtKeyFile === undefined || jwtKeyFile === '-')
    return { key: 'the private key', keyArgument: 'server.key', keyFlags: '-f server.key' };
  const keyArgument = shellWord(jwtKeyFile);
  return { key: `the private key ${jwtKeyFile}`, keyArgument, keyFlags: `-f ${keyArgument}` };
}

/** The origin of a My Domain. Evidence may say anything: only a host of Salesforce becomes a link or a line to copy. */
function myDomainOf(told: string | undefined): string | undefined {
  const host = told === undefined ? undefined : hostFacts(told);
  return host?.kind === 'my-domain' && host.scheme === 'https' ? host.origin : undefined;
}

/** Reads the names from the facts. An unknown name gets a general word instead. `doctor` starts this tool. */
export function subjectOf(store: FactStore, invocation: Invocation = {}, doctor = STANDALONE): Subject {
  const name = store.value('app.name');
  const kind = store.value('app.kind');
  const url = store.value('request.url') ?? store.value('token.answers')?.at(-1)?.url;
  const host = url === undefined || url === '' ? undefined : hostFacts(url);
  const known = myDomainOf(store.value('org.myDomain')) ?? (host?.kind === 'my-domain' ? host.origin : undefined);
  const orgKind = store.value('org.kind') ?? host?.orgKind;
  const policy = store.value('app.permittedUsers');
  const sent = meantAnswer(store.value('token.answers') ?? [])?.subject;
  const user = store.value('assertion.subject') ?? sent ?? store.value('user.username');
  const key = store.value('assertion.issuer') ?? store.value('app.consumerKey');
  const appKind =
    kind === 'external-client-app' ? 'External Client App' : kind === 'connected-app' ? 'connected app' : 'app';
  return {
    app: name === undefined ? `the ${appKind}` : `the ${appKind} "${name}"`,
    appKind,
    isClientApp: kind === 'external-client-app',
    isConnectedApp: kind === 'connected-app',
    user: user ?? 'the user',
    host: host?.origin ?? 'the host',
    hostUrl: shellWord(host?.origin ?? 'https://HOST'),
    userArgument: user === undefined ? 'USERNAME' : shellWord(user),
    ...keyWords(invocation),
    targetOrg: shellWord(invocation.targetOrg ?? 'ADMIN_ALIAS'),
    myDomain: known ?? 'https://MY_DOMAIN.my.salesforce.com',
    myDomainArgument: shellWord(known ?? 'https://MY_DOMAIN.my.salesforce.com'),
    loginUrl: shellWord(known ?? host?.origin ?? 'https://MY_DOMAIN.my.salesforce.com'),
    audience:
      orgKind === undefined
        ? 'https://login.salesforce.com (sandboxes: https://test.salesforce.com)'
        : genericOriginFor(orgKind),
    consumerKey: key === undefined ? 'unknown' : shortKey(key),
    clientId: key === undefined || !/^[A-Za-z0-9._]+$/.test(key) ? 'CONSUMER_KEY' : key,
    doctor,
    diagnose: diagnoseOf({ command: doctor }),
    policy,
    ...defined({
      clientError: knownClientError(store.value('client.error'))?.id,
      keyProblem: store.value('key.problem')?.split(':')[0],
      clockSkewSeconds: store.value('clock.skewSeconds'),
    }),
    orgKind,
    highAssuranceBy: [
      ...(store.value('app.highAssurance') === true ? (['app'] as const) : []),
      ...(store.value('user.highAssurance') === true ? (['profile'] as const) : []),
    ],
    appPlace: kind === 'external-client-app' ? 'externalClientApps' : 'connectedApps',
    link: (place) => setupLink(place, known),
  };
}
