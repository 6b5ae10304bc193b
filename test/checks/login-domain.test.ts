import { describe } from '@jest/globals';
import type { TokenAnswer } from '../../src/facts/vocabulary.js';
import { answer, checkTable, disputed, unknown, type Facts } from '../support/check-table.js';

const LOGIN = 'https://login.salesforce.com';
const TEST = 'https://test.salesforce.com';
const HOME = 'https://acme.my.salesforce.com';
const OTHER = 'https://other.my.salesforce.com';
const SANDBOX = 'https://acme--uat.sandbox.my.salesforce.com';
const LIGHTNING = 'https://acme.lightning.force.com';

function at(host: string, more: Facts = {}): Facts {
  return { 'request.url': `${host}/services/oauth2/token`, ...more };
}

describe('an audience that got a token at another host', () => {
  const refused = answer('invalid_grant: audience is invalid', {
    url: `${LOGIN}/services/oauth2/token`,
    audience: TEST,
    subject: 'ci@acme.com',
  });
  const accepted: TokenAnswer = {
    url: `${SANDBOX}/services/oauth2/token`,
    status: 200,
    token: true,
    audience: TEST,
    subject: 'ci@acme.com',
  };
  const facts = (other: TokenAnswer): Facts =>
    at(LOGIN, { 'assertion.audience': TEST, 'token.answers': [other, refused] });
  checkTable({ check: 'login-domain', about: 'wrong-audience' }, [
    ['is right', facts(accepted), 'clear wrong-audience audience/accepted-elsewhere'],
    [
      'is not shown to be right by another user',
      facts({ ...accepted, subject: 'other@acme.com' }),
      'fail wrong-audience audience/other-generic-host suspected',
    ],
  ]);
});

describe('a login that works at another host', () => {
  const facts = at(LOGIN, {
    'assertion.audience': TEST,
    'token.answers': [
      answer('invalid_grant: audience is invalid', { url: `${LOGIN}/services/oauth2/token`, audience: TEST }),
    ],
    controls: [{ what: 'other-host', works: true }],
  });
  checkTable({ check: 'login-domain', about: 'wrong-login-host' }, [
    ['has the wrong host', facts, 'fail wrong-login-host login-domain/other-host-works suspected'],
    [
      'has perhaps the wrong audience where the host serves such orgs',
      {
        ...facts,
        'org.kind': 'production',
        'token.answers': [answer('invalid_grant: audience is invalid', { url: `${LOGIN}/services/oauth2/token` })],
      },
      'fail wrong-login-host login-domain/other-host-works hint',
    ],
    [
      'has no wrong host where it was refused for something else',
      {
        ...facts,
        'token.answers': [answer('invalid_grant: ip restricted', { url: `${LOGIN}/services/oauth2/token` })],
      },
      'open wrong-login-host: org.myDomain, org.kind',
    ],
  ]);
  checkTable({ check: 'login-domain', about: 'wrong-audience' }, [
    ['hardly has the wrong audience', facts, 'open wrong-audience'],
  ]);
});

describe('the host', () => {
  const OPEN = 'open wrong-login-host';
  const wrong = (code: string, certainty = 'proven') => `fail wrong-login-host host/${code} ${certainty}`;
  const home: Facts = { 'org.myDomain': HOME };
  checkTable({ check: 'login-domain', about: 'wrong-login-host' }, [
    ['is the My Domain of the org', at(HOME, home), 'clear wrong-login-host host/is-my-domain'],
    [
      'is a shorter name of the same sandbox',
      at('https://acme--uat.my.salesforce.com', { 'org.myDomain': SANDBOX }),
      'clear wrong-login-host host/is-my-domain',
    ],
    ['is the My Domain of another org', at(OTHER, home), wrong('other-org')],
    ['is the production of a sandbox', at(HOME, { 'org.myDomain': SANDBOX }), wrong('other-org')],
    ['is a My Domain of another kind of org', at(SANDBOX, { 'org.kind': 'production' }), wrong('other-kind-of-org')],
    ['may be a My Domain of the same generic host', at(SANDBOX, { 'org.kind': 'scratch' }), `${OPEN}: org.myDomain`],
    ['is a retired instance', at('https://na1.salesforce.com'), wrong('instance', 'suspected')],
    ['is the generic one of another kind of org', at(LOGIN, { 'org.kind': 'sandbox' }), wrong('other-kind-of-org')],
    [
      'is the generic one of another kind, by the My Domain',
      at(LOGIN, { 'org.myDomain': SANDBOX }),
      wrong('other-kind-of-org'),
    ],
    ['is generic in the government cloud', at(LOGIN, { 'org.cloud': 'gov' }), wrong('gov-cloud')],
    [
      'is generic in China, by the My Domain',
      at(LOGIN, { 'org.myDomain': 'https://acme.my.sfcrmproducts.cn' }),
      wrong('china-cloud'),
    ],
    [
      'is generic, where an External Client App is not found',
      at(LOGIN, { ...home, 'app.kind': 'external-client-app' }),
      wrong('generic-for-client-app', 'suspected'),
    ],
    [
      'is generic, where a connected app is found',
      at(LOGIN, { ...home, 'app.kind': 'connected-app' }),
      'clear wrong-login-host host/serves-user',
    ],
    [
      'is generic, and the org asks for its My Domain',
      at(LOGIN, { 'org.requiresMyDomain': true }),
      wrong('my-domain-required', 'suspected'),
    ],
    ['stays open where it is generic', at(LOGIN, { 'org.kind': 'production' }), `${OPEN}: org.myDomain`],
    ['stays open at an Experience Cloud site', at('https://acme.my.site.com'), `${OPEN}: org.myDomain`],
    ['stays open on this machine', at('http://127.0.0.1:1717'), `${OPEN}: org.myDomain`],
    ['stays open where the My Domain is masked', at(HOME, { 'org.myDomain': '***' }), `${OPEN}: org.myDomain`],
    [
      'stays open where the My Domain is disputed',
      at(HOME, { 'org.myDomain': disputed(HOME, OTHER) }),
      `${OPEN}: org.myDomain`,
    ],
    ['stays open where the My Domain is none', at(HOME, { 'org.myDomain': LOGIN }), OPEN],
    ['stays open without facts', {}, `${OPEN}: request.url`],
    [
      'is that of the answer where the request is not known',
      { ...home, 'token.answers': [answer('invalid_grant')] },
      'clear wrong-login-host host/is-my-domain',
    ],
  ]);
});

describe('the audience', () => {
  const OPEN = 'open wrong-audience';
  const FITS = 'clear wrong-audience audience/fits-host';
  const wrong = (code: string, certainty = 'proven') => `fail wrong-audience audience/${code} ${certainty}`;
  const named = (audience: string | string[], host?: string, more: Facts = {}): Facts => ({
    ...(host !== undefined && at(host)),
    'assertion.audience': audience,
    ...more,
  });
  checkTable({ check: 'login-domain', about: 'wrong-audience' }, [
    ['is the generic host that is asked', named(`${TEST}/`, TEST), FITS],
    ['is the Lightning host that is asked, which is the one fault', named(LIGHTNING, LIGHTNING), FITS],
    [
      'is the generic host of the org, asked at its My Domain',
      named(LOGIN, HOME, { 'org.kind': 'production' }),
      'clear wrong-audience audience/fits-org',
    ],
    ['is a list', named([LOGIN], LOGIN), wrong('list')],
    ['is empty', named(' ', LOGIN), wrong('empty')],
    ['has no scheme', named('login.salesforce.com', LOGIN), wrong('no-scheme')],
    ["is not a host of Salesforce's", named('https://auth.example.com', LOGIN), wrong('not-salesforce')],
    ['is a Lightning host', named(LIGHTNING, HOME), wrong('lightning')],
    ['is another org than the one that is asked', named(OTHER, HOME), wrong('other-org')],
    ['is another org than the one that is known', named(OTHER, LOGIN, { 'org.myDomain': HOME }), wrong('other-org')],
    ['is a My Domain at a generic host', named(HOME, LOGIN), wrong('my-domain-at-generic-host', 'suspected')],
    ['is one generic host at the other', named(TEST, LOGIN), wrong('other-generic-host', 'suspected')],
    [
      'is one generic host at the right one',
      named(TEST, LOGIN, { 'org.kind': 'production' }),
      wrong('other-generic-host'),
    ],
    ['is not the fault where the generic host is wrong', named(TEST, LOGIN, { 'org.kind': 'sandbox' }), OPEN],
    [
      'is that of another kind of org',
      named(TEST, undefined, { 'org.kind': 'production' }),
      wrong('other-org-kind', 'suspected'),
    ],
    [
      'is that of another kind of org at a My Domain, which may take it',
      named(TEST, HOME, { 'org.kind': 'production' }),
      wrong('other-org-kind', 'hint'),
    ],
    ['stays open where it is the My Domain that is asked', named(HOME, HOME), OPEN],
    ['stays open where the kind of org is not known', named(LOGIN, HOME), `${OPEN}: org.kind, org.myDomain`],
    [
      'stays open where the kind of org is disputed',
      named(LOGIN, HOME, { 'org.kind': disputed('production' as const, 'sandbox' as const) }),
      `${OPEN}: org.kind, org.myDomain`,
    ],
    ['stays open on this machine', named('http://127.0.0.1:1717', HOME), `${OPEN}: org.myDomain`],
    ['stays open where it is masked', named('***', LOGIN), `${OPEN}: assertion.audience`],
    ['stays open where one of a list is masked', named(['***'], LOGIN), `${OPEN}: assertion.audience`],
    [
      'stays open where it is not known',
      at(LOGIN, { 'assertion.audience': unknown('not-asked') }),
      `${OPEN}: assertion.audience`,
    ],
    [
      'stays open where it is disputed',
      at(LOGIN, { 'assertion.audience': disputed<string | string[]>(LOGIN, TEST) }),
      `${OPEN}: assertion.audience`,
    ],
  ]);
});

const UNINSTALLED = 'app_not_found: External client app is not installed in this org';
const UNASSIGNED = 'invalid_app_access: user is not admin approved to access this app';
const UNAPPROVED = "invalid_grant: user hasn't approved this consumer";
const AUDIENCE = 'invalid_grant: audience is invalid';

/** The words of the first host are to be explained; those of the second are compared with them. */
function two(
  meant: [host: string, words: string, more?: Partial<TokenAnswer>],
  other: typeof meant,
  more: Facts = {},
): Facts {
  const said = ([host, words, over]: typeof meant, intended: boolean) =>
    answer(words, { url: `${host}/services/oauth2/token`, intended, ...over });
  return { 'token.answers': [said(meant, true), said(other, false)], ...more };
}

describe('the answers of two hosts to one login', () => {
  const FURTHER = 'fail wrong-login-host login-domain/other-host-got-further proven';
  const SAME = 'clear wrong-login-host login-domain/same-answer-everywhere';
  const GENERIC = 'open wrong-login-host: org.myDomain, org.kind';
  const MINE = 'open wrong-login-host: org.myDomain';
  checkTable({ check: 'login-domain', about: 'wrong-login-host' }, [
    ['show the right one, which gets further', two([LOGIN, UNINSTALLED], [HOME, UNASSIGNED]), FURTHER],
    ['show the right one, which gives a token', two([LOGIN, AUDIENCE], [TEST, 'a token']), FURTHER],
    ['show the My Domain, which knows the user', two([LOGIN, AUDIENCE], [HOME, UNAPPROVED]), FURTHER],
    ['show the My Domain, which has the app', two([LOGIN, UNINSTALLED], [HOME, UNAPPROVED]), FURTHER],
    ['show nothing where a generic host may not know the user', two([HOME, AUDIENCE], [LOGIN, UNAPPROVED]), MINE],
    ['show nothing where the other one gets less far', two([HOME, UNASSIGNED], [LOGIN, UNINSTALLED]), MINE],
    [
      'show nothing where one lacks the app and the other may not know the user',
      two([LOGIN, UNINSTALLED], [TEST, UNAPPROVED]),
      GENERIC,
    ],
    ['show nothing where the words are not known', two([LOGIN, 'server_says: no'], [HOME, UNASSIGNED]), GENERIC],
    [
      'show nothing against the host of the org',
      two([HOME, AUDIENCE], [LOGIN, UNASSIGNED], { 'org.myDomain': HOME }),
      'clear wrong-login-host host/is-my-domain',
    ],
    [
      'show nothing where they are of two users',
      two([LOGIN, UNINSTALLED, { subject: 'a@b.co' }], [HOME, UNASSIGNED, { subject: 'c@b.co' }]),
      GENERIC,
    ],
    [
      'show nothing where they are of two clients',
      two([LOGIN, UNINSTALLED, { client: 'sf' }], [HOME, UNASSIGNED, { client: 'curl' }]),
      GENERIC,
    ],
    ['show nothing where two My Domains are two orgs', two([HOME, UNINSTALLED], [OTHER, UNASSIGNED]), MINE],
    [
      'show the right one of two My Domains for one user',
      two([HOME, UNINSTALLED, { subject: 'a@b.co' }], [OTHER, UNASSIGNED, { subject: 'a@b.co' }]),
      FURTHER,
    ],
    ['clear both where both give the same', two([HOME, UNAPPROVED], [LOGIN, UNAPPROVED]), SAME],
    [
      'clear both where the other one cannot take the audience',
      two([HOME, UNAPPROVED], [LOGIN, AUDIENCE, { audience: HOME }]),
      SAME,
    ],
    [
      'clear neither where one host was asked twice',
      two([HOME, UNAPPROVED, { audience: LOGIN }], [HOME, UNAPPROVED, { audience: TEST }]),
      MINE,
    ],
    ['clear neither where no My Domain was asked', two([LOGIN, UNAPPROVED], [TEST, UNAPPROVED]), GENERIC],
    [
      'clear neither against what is proven',
      two([HOME, UNAPPROVED], [LOGIN, UNAPPROVED], { 'org.myDomain': OTHER }),
      [SAME, 'fail wrong-login-host host/other-org proven'],
    ],
  ]);
});

describe('the answers of one host to two audiences', () => {
  checkTable({ check: 'login-domain', about: 'wrong-audience' }, [
    [
      'show the right one, which gets further',
      two([HOME, AUDIENCE, { audience: TEST }], [HOME, UNAPPROVED, { audience: LOGIN }]),
      'fail wrong-audience login-domain/other-audience-got-further proven',
    ],
    [
      'show nothing where the audience was not refused',
      two([HOME, UNINSTALLED, { audience: TEST }], [HOME, UNASSIGNED, { audience: LOGIN }]),
      'open wrong-audience: assertion.audience',
    ],
    [
      'clear both where two hosts give the same',
      two([HOME, UNAPPROVED], [LOGIN, UNAPPROVED]),
      'clear wrong-audience login-domain/same-answer-everywhere',
    ],
  ]);
});

describe('a command that names another host than the one that answered', () => {
  const asked = (wanted: string, ...urls: string[]): Facts => ({
    'client.command': `sf org login jwt --instance-url ${wanted} --username ci@acme.example.com`,
    'token.answers': urls.map((url) => answer(UNAPPROVED, { url: `${url}/services/oauth2/token` })),
  });
  checkTable({ check: 'login-domain', about: 'warnings' }, [
    ['is a contradiction', asked(TEST, LOGIN), 'warn host/command-asks-another'],
    ['is none where the host was asked', asked(TEST, TEST), []],
    ['is none where the client tried several hosts', asked(HOME, HOME, TEST, LOGIN), []],
    ['is not told where the command hides its host', asked('$SF_URL', LOGIN), []],
  ]);
});
