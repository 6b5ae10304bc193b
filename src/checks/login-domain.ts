import { audienceOrigin, isToken, meantAnswer, readAnswer, sameQuestion } from '../facts/answers.js';
import type { FactValue, TokenAnswer } from '../facts/vocabulary.js';
import type { CauseId } from '../causes/index.js';
import { gateRank } from '../salesforce/gates.js';
import { genericOriginFor, hostFacts, type HostFacts, sameOrigin } from '../salesforce/hosts.js';
import { answerOf, type AnswerId } from '../answers/index.js';
import { clear, defineCheck, doubt, fail, open, warn, type FactView, type Finding, type Sentences } from './check.js';
import { citeAttempt, HISTORY_FACTS, loggedInAt, rowOfAttempt } from './history.js';

/** The sentence of each finding. */
const sentences = {
  'login-domain/other-audience-got-further': 'With another audience, the same login got further at the same host.',
  'login-domain/other-host-got-further': 'At another host, the same login got further.',
  'login-domain/other-host-works': 'At another host, and with nothing else changed, the login works.',
  'login-domain/org-logged-it':
    'The Login History of this org shows the login attempt, so the host leads to this org and user (inferred).',
  'login-domain/same-answer-everywhere': 'Every host and audience gave the same answer, including the My Domain.',
  'audience/list': 'The audience (claim aud) is a list. It must be a single string.',
  'audience/empty': 'The audience (claim aud) is empty.',
  'audience/no-scheme': (value) => `The audience (claim aud) is "${value('assertion.audience')}", without https://.`,
  'audience/not-salesforce': (value) =>
    `The audience ${value('assertion.audience')} (claim aud) is not a Salesforce login host.`,
  'audience/lightning': (value) => `The audience ${value('assertion.audience')} is a Lightning host, not a login host.`,
  'audience/other-org': (value) =>
    `The audience ${value('assertion.audience')} is the My Domain of another org, not of ${value('org.myDomain') || value('request.url')}.`,
  'audience/other-generic-host': (value) =>
    `The request went to ${value('request.url')}, but the audience is ${value('assertion.audience')}. Salesforce never accepts this combination.`,
  'audience/my-domain-at-generic-host': (value) =>
    `The audience ${value('assertion.audience')} is a My Domain, but the request went to a generic host.`,
  'audience/other-org-kind': (value) =>
    `The audience ${value('assertion.audience')} is wrong for this type of org (${value('org.kind')}).`,
  'audience/accepted-elsewhere': (value) =>
    `At another host, the same login got a token with the audience ${value('assertion.audience')} (claim aud), so it fits the org.`,
  'audience/fits-host': 'The audience is the host that received the request.',
  'audience/fits-org': 'The audience is the right one for this type of org.',
  'host/instance': (value) =>
    `${value('request.url')} is an instance host. Instance hosts no longer accept logins (reported).`,
  'host/other-kind-of-org': (value) =>
    `${value('request.url') || 'The host in the request'} does not serve this type of org (${value('org.kind') || value('org.myDomain')}).`,
  'host/other-org': (value) =>
    `${value('request.url')} is the My Domain of another org, not of ${value('org.myDomain')}.`,
  'host/is-my-domain': "The host is the org's My Domain.",
  'host/gov-cloud': 'A Government Cloud org accepts logins only at its My Domain.',
  'host/china-cloud': 'An org on Alibaba Cloud accepts logins only at its My Domain.',
  'host/generic-for-client-app': (value) =>
    `An External Client App belongs to one org, but ${value('request.url')} is a generic login host. The org's My Domain is ${value('org.myDomain')}.`,
  'host/command-asks-another': (value) =>
    `The command names another login host than the one that was asked (${value('request.url')}): ${value('client.command')}. A setting or a project file may override it.`,
  'host/serves-user': (value) =>
    `${value('request.url')} serves orgs of this kind (${value('org.kind') || value('org.myDomain')}) and finds the org by the username.`,
  'host/my-domain-required':
    'The org requires logins at its My Domain. Salesforce does not document whether this applies to JWT login.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** The answers behind which a wrong host or a wrong audience can be. */
const REJECTS: readonly AnswerId[] = [
  'retryRequest',
  'crossOrgBlocked',
  'domainNotSupported',
  'audienceInvalid',
  'clientAppNotInstalled',
  'notApproved',
  'clientIdInvalid',
  'authenticationFailure',
  'assertionInvalid',
  'clientCredentialsInvalid',
  'clientAppNotFoundInBrowser',
  'grantTypeNotSupported',
];

const NEEDS = [
  'request.url',
  'assertion.audience',
  'org.kind',
  'org.myDomain',
  'org.cloud',
  'org.requiresMyDomain',
  'app.kind',
  'client.command',
  'controls',
  'user.username',
  'user.exists',
  ...HISTORY_FACTS,
] as const;

type Facts = FactView<(typeof NEEDS)[number]>;

/** The position of the first gate that can give this answer. A higher number means the login got further. */
function reach(answer: TokenAnswer): number | undefined {
  const { token, answer: id } = readAnswer(answer);
  if (token) return Number.POSITIVE_INFINITY;
  // This answer means that no org behind the host has the app; it says nothing about the user.
  if (id === 'clientAppNotInstalled') return gateRank('app-known');
  const gate = id === undefined ? undefined : answerOf(id).gates[0];
  return gate === undefined ? undefined : gateRank(gate);
}

/** True for an answer that an org also gives to an unknown user, so it doesn't prove the right host. */
function isAboutUser(answer: TokenAnswer): boolean {
  const { answer: id } = readAnswer(answer);
  return id !== undefined && answerOf(id).gates.some((gate) => gate === 'user-known');
}

function isGeneric(host: HostFacts | undefined): boolean {
  return host?.kind === 'login' || host?.kind === 'test';
}

/** `acme--uat.sandbox.my…` and `acme--uat.my…` are two names for one org. */
function sameOrg(a: HostFacts, b: HostFacts): boolean {
  const name = ({ origin }: HostFacts) => origin.replace(/^https?:\/\//, '').split('.')[0];
  return (
    a.origin === b.origin ||
    (a.kind === 'my-domain' && b.kind === 'my-domain' && name(a) === name(b) && a.orgKind === b.orgKind)
  );
}

/** Compares the answer with those of other hosts and audiences to the same login. */
function comparePairs(facts: Facts): Finding<Code>[] {
  const answers = facts.get('token.answers') ?? [];
  const meant = meantAnswer(answers);
  const meantReach = meant && reach(meant);
  if (meant === undefined || meantReach === undefined || isToken(meant)) return [];
  const others = answers.filter(
    (answer) => !sameQuestion(answer, meant) && isSameLogin(answer, meant) && isSameTime(answer, meant),
  );
  const cited = facts.cite('token.answers');
  const meantHost = hostFacts(meant.url);
  const home = homeOf(facts);
  const askedHome = meantHost !== undefined && home !== undefined && sameOrg(meantHost, home);

  const { answer: id } = readAnswer(meant);
  if (worksElsewhere(facts) && !askedHome && id !== undefined && REJECTS.includes(id))
    return [
      fail(
        'wrong-login-host',
        'login-domain/other-host-works',
        facts.cite('controls'),
        // At a host that serves such orgs, the audience may be what does not fit.
        id === 'audienceInvalid' && servesKind(facts, meantHost ?? hostFacts(facts.get('request.url') ?? ''))
          ? 'hint'
          : 'suspected',
      ),
    ];

  for (const other of others) {
    if ((reach(other) ?? -1) <= meantReach) continue;
    const otherHost = hostFacts(other.url);
    if (otherHost?.origin === meantHost?.origin && meantIsAudienceFault(meant)) {
      return [fail('wrong-audience', 'login-domain/other-audience-got-further', cited)];
    }
    if (otherHost?.origin === meantHost?.origin || isForcedAudience(other) || askedHome) continue;
    const leadsHome = otherHost?.kind === 'my-domain' && isGeneric(meantHost);
    if (isAboutUser(other) && !leadsHome) continue;
    // The other host has no such app, so the login would fail there, too.
    const isAppMissing = reach(other) === gateRank('app-in-org') || reach(other) === gateRank('app-known');
    return [fail('wrong-login-host', 'login-domain/other-host-got-further', cited, isAppMissing ? 'hint' : 'proven')];
  }
  const sameAnswer =
    others.length > 0 && others.every((other) => reach(other) === meantReach || isForcedAudience(other));
  const triedMyDomain = [meant, ...others].some((answer) => hostFacts(answer.url)?.kind === 'my-domain');
  const triedTwoHosts = new Set([meant, ...others].map((answer) => hostFacts(answer.url)?.origin)).size > 1;
  if (sameAnswer && triedMyDomain && triedTwoHosts) {
    return [
      clear('wrong-login-host', 'login-domain/same-answer-everywhere', cited),
      clear('wrong-audience', 'login-domain/same-answer-everywhere', cited),
    ];
  }
  return [];
}

const SAME_CALL_MS = 10 * 60_000;

/** Settings may change between two runs, so an answer of another run counts only when it is a token. */
function isSameTime(a: TokenAnswer, b: TokenAnswer): boolean {
  if (isToken(a)) return true;
  if (a.at !== undefined && b.at !== undefined && Math.abs(Date.parse(a.at) - Date.parse(b.at)) > SAME_CALL_MS)
    return false;
  return a.order === undefined || b.order === undefined || a.order === b.order;
}

/** Two My Domains are two orgs, so attempts there are the same login only for the same known user. */
function isSameLogin(a: TokenAnswer, b: TokenAnswer): boolean {
  if (a.subject !== b.subject || a.client !== b.client) return false;
  if (a.subject !== undefined) return true;
  const [left, right] = [hostFacts(a.url), hostFacts(b.url)];
  return !(left?.kind === 'my-domain' && right?.kind === 'my-domain' && !sameOrg(left, right));
}

/** The org's My Domain; undefined when unknown or when the address is not a My Domain. */
function homeOf(facts: Facts): HostFacts | undefined {
  const myDomain = facts.get('org.myDomain');
  const home = myDomain === undefined ? undefined : hostFacts(myDomain);
  return home?.kind === 'my-domain' ? home : undefined;
}

function meantIsAudienceFault(meant: TokenAnswer): boolean {
  return readAnswer(meant).answer === 'audienceInvalid';
}

/** True for `audience is invalid` when host and audience can never match; it says nothing about the login. */
function isForcedAudience(answer: TokenAnswer): boolean {
  const host = hostFacts(answer.url)?.origin;
  return readAnswer(answer).answer === 'audienceInvalid' && host !== audienceOrigin(answer);
}

/** Somebody says that the login works at another host. */
function worksElsewhere(facts: Facts): boolean {
  return facts.get('controls')?.some(({ what, works }) => what === 'other-host' && works) === true;
}

/** A generic host that serves orgs of this kind. */
function servesKind(facts: Facts, host: HostFacts | undefined): boolean {
  const orgKind = facts.get('org.kind') ?? homeOf(facts)?.orgKind;
  return isGeneric(host) && orgKind !== undefined && genericOriginFor(orgKind) === host?.origin;
}

/** The same login got a token with this audience at another host. */
function wasAcceptedElsewhere(facts: Facts, audience: HostFacts): boolean {
  const answers = facts.get('token.answers') ?? [];
  const meant = meantAnswer(answers);
  return answers.some(
    (answer) =>
      meant !== undefined &&
      isToken(answer) &&
      answer.subject !== undefined &&
      audienceOrigin(answer) === audience.origin &&
      isSameLogin(answer, meant) &&
      hostFacts(answer.url) !== undefined &&
      !sameOrigin(answer.url, meant.url),
  );
}

function examineAudience(facts: Facts, host: HostFacts | undefined): Finding<Code> {
  const audience: FactValue<'assertion.audience'> | undefined = facts.get('assertion.audience');
  const orgKind = facts.get('org.kind');
  const cited = facts.cite('assertion.audience', 'request.url', 'org.kind', 'org.myDomain');
  if (audience === undefined) return open('wrong-audience', 'assertion.audience');
  if (Array.isArray(audience)) return fail('wrong-audience', 'audience/list', cited);
  if (audience.trim() === '') return fail('wrong-audience', 'audience/empty', cited);
  if (!/^https?:\/\//i.test(audience)) return fail('wrong-audience', 'audience/no-scheme', cited);
  const named = hostFacts(audience);
  if (named === undefined || named.kind === 'foreign') return fail('wrong-audience', 'audience/not-salesforce', cited);
  if (wasAcceptedElsewhere(facts, named))
    return clear('wrong-audience', 'audience/accepted-elsewhere', [...cited, ...facts.cite('token.answers')]);
  // When the audience equals the host, a wrong host explains both.
  if ((isGeneric(host) || host?.kind === 'lightning') && host!.origin === named.origin)
    return clear('wrong-audience', 'audience/fits-host', cited);
  if (named.kind === 'lightning') return fail('wrong-audience', 'audience/lightning', cited);
  if (named.kind === 'loopback' || host?.kind === 'loopback') return open('wrong-audience', 'org.myDomain');

  // Host and audience don't fit each other. Where another host is enough, the audience is not at fault.
  if (isGeneric(host) && worksElsewhere(facts)) return doubt('wrong-audience', 'token.answers');

  const homes = [host, homeOf(facts)].filter((one) => one?.kind === 'my-domain');
  if (named.kind === 'my-domain' && homes.length > 0 && !homes.some((home) => sameOrg(home!, named)))
    return fail('wrong-audience', 'audience/other-org', cited);
  if (isGeneric(host) && isGeneric(named) && host!.kind !== named.kind) {
    const hostFits = orgKind === undefined ? undefined : genericOriginFor(orgKind) === host!.origin;
    if (hostFits === false) return open('wrong-audience', 'request.url');
    return fail('wrong-audience', 'audience/other-generic-host', cited, hostFits ? 'proven' : 'suspected');
  }
  if (isGeneric(host) && named.kind === 'my-domain')
    return fail('wrong-audience', 'audience/my-domain-at-generic-host', cited, 'suspected');
  if (isGeneric(named) && orgKind !== undefined && named.origin !== genericOriginFor(orgKind)) {
    return fail('wrong-audience', 'audience/other-org-kind', cited, host?.kind === 'my-domain' ? 'hint' : 'suspected');
  }
  if (host?.kind === 'my-domain' && isGeneric(named) && orgKind !== undefined)
    return clear('wrong-audience', 'audience/fits-org', cited);
  return host?.kind === 'my-domain' && sameOrg(host, named)
    ? open('wrong-audience')
    : open('wrong-audience', 'org.kind', 'org.myDomain');
}

function examineHost(facts: Facts, host: HostFacts | undefined): Finding<Code>[] {
  const orgKind = facts.get('org.kind');
  const cited = facts.cite('request.url', 'org.kind', 'org.myDomain', 'org.cloud', 'org.requiresMyDomain', 'app.kind');
  if (host === undefined) return [open('wrong-login-host', 'request.url')];
  if (host.kind === 'loopback') return [open('wrong-login-host', 'org.myDomain')];
  const home = homeOf(facts);

  if (host.kind === 'instance') return [fail('wrong-login-host', 'host/instance', cited, 'suspected')];
  if (host.kind === 'my-domain') {
    if (home === undefined) {
      const kindFits =
        orgKind === undefined ||
        host.orgKind === undefined ||
        genericOriginFor(orgKind) === genericOriginFor(host.orgKind);
      return [
        kindFits ? open('wrong-login-host', 'org.myDomain') : fail('wrong-login-host', 'host/other-kind-of-org', cited),
      ];
    }
    return [
      sameOrg(host, home)
        ? clear('wrong-login-host', 'host/is-my-domain', cited)
        : fail('wrong-login-host', 'host/other-org', cited),
    ];
  }
  if (!isGeneric(host)) return [open('wrong-login-host', 'org.myDomain')];

  if (orgKind !== undefined && genericOriginFor(orgKind) !== host.origin)
    return [fail('wrong-login-host', 'host/other-kind-of-org', cited)];
  const homeKind = home?.orgKind;
  if (homeKind !== undefined && genericOriginFor(homeKind) !== host.origin)
    return [fail('wrong-login-host', 'host/other-kind-of-org', cited)];
  const cloud = facts.get('org.cloud') ?? home?.cloud;
  if (cloud === 'gov' || cloud === 'china') return [fail('wrong-login-host', `host/${cloud}-cloud`, cited)];
  if (facts.get('app.kind') === 'external-client-app' && home !== undefined)
    return [fail('wrong-login-host', 'host/generic-for-client-app', cited, 'suspected')];
  if (facts.get('org.requiresMyDomain') === true)
    return [fail('wrong-login-host', 'host/my-domain-required', cited, 'suspected')];
  if ((orgKind ?? homeKind) !== undefined && isServedHere(facts))
    return [
      clear('wrong-login-host', 'host/serves-user', [...cited, ...facts.cite('assertion.subject', 'user.username')]),
    ];
  // An External Client App may be missed at a generic host even of the right kind (reported).
  const fitsKind = (orgKind ?? homeKind) !== undefined && facts.get('app.kind') !== 'external-client-app';
  return [(fitsKind ? doubt : open)('wrong-login-host', 'org.myDomain', 'org.kind')];
}

/** The same user got a token at this host before: only the host's own change would make it the wrong one. */
function workedHere(facts: Facts, host: HostFacts | undefined): boolean {
  if (host === undefined) return false;
  const answers = facts.get('token.answers') ?? [];
  const subject = (meantAnswer(answers)?.subject ?? facts.get('assertion.subject'))?.toLowerCase();
  const isHere = (answer: TokenAnswer) =>
    isToken(answer) &&
    sameOrigin(answer.url, host.origin) &&
    answer.subject !== undefined &&
    answer.subject.toLowerCase() === subject;
  return answers.some(isHere) || loggedInAt(facts, host.origin);
}

const LOGIN_URL = /(?:--instance-?url|-[rl])[= ]+["']?(https?:\/\/[^\s"']+)/i;

/** The command line names one login host, and the answer came from another. */
function contradiction(facts: Facts): Finding<Code>[] {
  const wanted = LOGIN_URL.exec(facts.get('client.command') ?? '')?.[1];
  const answers = facts.get('token.answers') ?? [];
  const asked = meantAnswer(answers)?.url;
  if (wanted === undefined || asked === undefined || hostFacts(wanted) === undefined || hostFacts(asked) === undefined)
    return [];
  // A client with a list of hosts asks the wanted one, too.
  const wasAsked = answers.some(({ url }) => sameOrigin(url, wanted));
  return wasAsked
    ? []
    : [warn('host/command-asks-another', facts.cite('client.command', 'token.answers', 'request.url'))];
}

/** A generic host finds the org by the username: that of a user of the org, or for a connected app, whoever it is. */
function isServedHere(facts: Facts): boolean {
  const kind = facts.get('app.kind');
  const meant = meantAnswer(facts.get('token.answers') ?? []);
  // Some answers come before the user is looked up.
  const isEarly = meant !== undefined && readAnswer(meant).answer === 'clientAppNotInstalled';
  return kind !== 'external-client-app' && !isEarly && (kind === 'connected-app' || isUserOfOrg(facts));
}

/** The org has a user of the name that was sent. */
function isUserOfOrg(facts: Facts): boolean {
  const [subject, username] = [facts.get('assertion.subject'), facts.get('user.username')];
  if (subject === undefined) return false;
  return facts.get('user.exists') === true || username?.toLowerCase() === subject.toLowerCase();
}

function causeOf(finding: Finding): CauseId | undefined {
  return 'cause' in finding ? finding.cause : undefined;
}

function isProven(finding: Finding): boolean {
  return finding.verdict === 'fail' && finding.certainty === 'proven';
}

/** The host and the audience belong to the user's org. */
export const loginDomain = defineCheck({
  id: 'login-domain',
  title: 'The host and the audience belong to the org',
  failureTitle: 'The request uses the wrong host or the wrong audience',
  gates: ['audience'],
  causes: ['wrong-login-host', 'wrong-audience'],
  rejects: REJECTS,
  needs: NEEDS,
  sentences,
  examine({ facts }) {
    const url = facts.get('request.url') ?? meantAnswer(facts.get('token.answers') ?? [])?.url;
    const host = url === undefined ? undefined : hostFacts(url);
    const compared = comparePairs(facts);
    const decided = new Set(compared.map(causeOf));
    const logged = rowOfAttempt(facts);
    // The org logged this attempt, so the host leads to the org.
    const examinedHost =
      logged === undefined
        ? examineHost(facts, host)
        : [clear('wrong-login-host', 'login-domain/org-logged-it', citeAttempt(facts))];
    const isUnlikely = workedHere(facts, host);
    const examined = [
      ...examinedHost.map((finding) =>
        finding.verdict === 'open' && isUnlikely ? doubt(finding.cause, ...finding.missing) : finding,
      ),
      examineAudience(facts, host),
    ];
    return [
      ...contradiction(facts),
      ...compared,
      ...examined.filter((finding) => !decided.has(causeOf(finding)) || isProven(finding)),
    ];
  },
});
