import type { AnswerId } from '../../../src/answers/index.js';
import type { CauseId } from '../../../src/causes/index.js';

/** The hand-written knowledge about an answer, beside its row in src/answers. */
interface AnswerNote {
  /** Where it was seen, and how to read it. */
  readonly text: string;
  /** When one of its causes is behind it. */
  readonly causes?: Partial<Record<CauseId, string>>;
  /** Where the answer is published, with its basis where the ranking does not tell. */
  readonly sources: string;
}

/** The compiler names an answer that has no note. */
export const ANSWER_NOTES: Readonly<Record<AnswerId, AnswerNote>> = {
  notApproved: {
    text: 'Seen for JWT and SAML logins. "Check your certificate" is wrong advice here.',
    causes: {
      'user-not-preauthorized': 'unusual: with this policy the answer is usually `user is not admin approved`',
      'wrong-username': 'a user of another org',
      'wrong-login-host': 'the app exists on every host, but not the user or the approval',
      'refresh-scope-missing': 'from a report of 2014',
      'change-not-propagated': 'the org is new, or the assignment',
      'platform-fault': 'reported once, second hand: a defect that Salesforce Support confirmed',
    },
    sources:
      'help page `remoteaccess_oauth_jwt_flow`, KB 000386092, salesforce.stackexchange 207685 and 184363, restforce/restforce#674, restforce/restforce#886, omniphx/forrest#278, forcedotcom/cli#3638, forcedotcom/cli#1640.',
  },
  notAdminApproved: {
    text: "Salesforce's help spells the code `invalid_app_acess`. It also shows that Permitted Users is admin-approved.",
    causes: {
      'change-not-propagated': 'just assigned',
      'api-access-control': 'reported once, for the exchange of a code',
    },
    sources: 'KB 000212208, jetstreamapp/jetstream#656, forcedotcom/cli#3260, a tutorial with a negative test.',
  },
  clientAppNotInstalled: {
    text: "For External Client Apps. Observed: consumer key, signature and audience are right; one set-up note says the opposite. Since Spring '26, check a generic host first. A complete External Client App got this answer at `test.salesforce.com`, where a connected app of the same sandbox logs in (reported in May 2026).",
    causes: {
      'wrong-login-host': 'on some orgs only',
      'wrong-username': 'the user belongs to another org, which lacks the app; scratch orgs',
      'change-not-propagated': 'app or org is new',
    },
    sources:
      'forcedotcom/cli#3482, forcedotcom/cli#3638, hardisgroupcom/sfdx-hardis#1979. Pages that blame Permitted Users for this answer are weak evidence.',
  },
  connectedAppNotInstalled: {
    text: 'Documented for the authorize page and the exchange of a code, for a connected app from another org. Nobody has seen it for a JWT login yet; we expect it there instead of `app_not_found`.',
    sources: 'KB 005132365, pages of two vendors.',
  },
  clientIdInvalid: {
    text: 'Seen in every flow. It proves nothing about signature, audience or user, because an unknown app has no certificate.',
    causes: {
      'wrong-login-host': 'this host does not know the app',
      'change-not-propagated': 'the app is minutes old',
      'app-not-in-org': 'the app was deleted',
    },
    sources:
      'arthurimirzian/salesforce-jwt-bearer-token-flow#4, omniphx/forrest#290, pozil/salesforce-react-integration#15.',
  },
  clientCredentialsInvalid: {
    text: 'Seen for a wrong signature. In other flows the same words mean a wrong client secret.',
    causes: {
      'assertion-malformed': 'reported once, in 2014: plain base64',
      'wrong-login-host': 'with another certificate there',
      'wrong-grant-type': 'the text of another flow',
    },
    sources: 'a set-up published as code, checked in an org; salesforce.stackexchange 53662.',
  },
  assertionInvalid: {
    text: 'Seen for JWT and SAML logins. A wrong format of the assertion, a missing certificate and a wrong signature all get it. It is unknown when `invalid client credentials` appears instead. An expired _certificate_ is not a cause: Salesforce accepts it (reported, but not first-hand).',
    causes: {
      'certificate-missing': 'often wiped by a deploy',
      'jwt-flow-disabled': 'reported by a vendor and in runbooks; medium to high for External Client Apps',
      'algorithm-unsupported': 'that only RS256 works is documented',
      'wrong-login-host': 'a sandbox copy of the app holds another certificate',
      'assertion-replayed': 'not known whether a replay gets it',
    },
    sources: 'forcedotcom/sfdx-travisci#135, forcedotcom/cli#217, salesforce.stackexchange 313488, public code.',
  },
  audienceInvalid: {
    text: "Salesforce's help spells it `Audience validation failed`; some clients print only `audience`. Ignore it on a line of the Salesforce CLI with two _different_ generic hosts.",
    causes: { 'wrong-login-host': 'the audience was derived from it' },
    sources:
      'help page `remoteaccess_oauth_flow_errors`, salesforce.stackexchange 184363, forcedotcom/cli#3482, forcedotcom/cli#3325, forcedotcom/datacloud-jdbc#132, Talend/components#1423.',
  },
  assertionExpired: {
    text: 'For a JWT login it means the assertion, because there is no authorization code. In the web server flow the same words mean a code that was used twice or is too old.',
    sources:
      'simple-salesforce/simple-salesforce#371, salesforce.stackexchange 282513, newrelic/newrelic-salesforce-exporter#31.',
  },
  authenticationFailure: {
    text: 'Seen mostly in the password flow; for JWT in one published runbook. What it proves is inferred from the order of the gates. External Client Apps refuse the password flow, so a client that falls back to that flow gets this answer (reported).',
    causes: {
      'wrong-username': 'the user is known nowhere',
      'high-assurance-required': 'reported once: the profile demands it',
      'wrong-grant-type': 'mostly a text of the password flow',
      'certificate-mismatch': 'reported at second hand',
      'wrong-login-host': 'the user is not known there',
    },
    sources: 'a published set-up runbook, jsforce/jsforce#1291.',
  },
  inactiveUser: {
    text: 'Seen in the refresh and code flows; only second hand for JWT. The code `inactive_user` is documented in general.',
    causes: { 'user-inactive': 'the text names the cause' },
    sources: 'restforce/restforce#303, pages of two vendors.',
  },
  inactiveOrg: {
    text: "Known from a vendor's table. The code `inactive_org` is documented in general.",
    causes: { 'org-inactive': 'not first-hand for JWT' },
    sources: "a vendor's table.",
  },
  ipRestricted: {
    text: 'Seen in the refresh and code flows. For JWT it follows from a documented rule: this flow always enforces the login IP ranges of the profile. An org that sees an IPv6 address never consults an allowed IPv4 range (reported, measured with JWT in September 2026).',
    sources: 'help page `connected_app_continuous_ip`, sfdx-actions/setup-sfdx#17, forceworkbench/forceworkbench#772.',
  },
  ipOrHoursRestricted: {
    text: 'An older text that does not say which of the two it is. Nobody has seen `invalid login hours` alone.',
    causes: { 'outside-login-hours': 'documented as a policy' },
    sources: 'help page `connected_app_continuous_ip`, reports of other flows.',
  },
  refreshScopeRequired: {
    text: 'Seen with the admin-approved policy. It proves the assignment, if it is about the scope. It also appears without the full stop, and with only its first half.',
    causes: { 'change-not-propagated': 'the scope is new' },
    sources:
      'four first-hand reports in public code, leandrob/node-salesforce-jwt#3; an External Client App with `api` only got it (reported, high). Contrary: one runbook with `api` only.',
  },
  tooManyScopes: {
    text: 'Seen at the token endpoint and in the Data Cloud token exchange. The request names no scope: Salesforce adds up the scopes of all earlier approvals.',
    sources: 'public code of one project.',
  },
  scopeNotSupported: {
    text: 'Seen for JWT by Named Credentials, and for client credentials.',
    sources: 'golang/oauth2#165, a blog about JWT.',
  },
  noValidScopes: {
    text: 'Seen in the client credentials flow, with `full` as the only scope. For a JWT login it is an inference.',
    causes: { 'api-scope-missing': 'no scope besides `refresh_token` is left' },
    sources: 'public code (reported).',
  },
  grantTypeNotSupported: {
    text: 'Seen in every flow. It proves nothing about the assertion, because Salesforce did not read it.',
    causes: {
      'wrong-http-request': 'the form of the request is documented',
      'wrong-grant-type': 'the grant type is documented',
    },
    sources: 'stackoverflow 10890467, aaronhuggins/sf-jwt-token#1.',
  },
  loginRateExceeded: {
    text: 'Seen for JWT, also as `LOGIN_RATE_EXCEEDED`. It proves consumer key, signature and audience; that user and app were found is inferred.',
    sources: 'KB 000381578, n8n-io/n8n#32325, restforce/restforce#744, forcedotcom/cli#3297.',
  },
  rateLimitExceeded: {
    text: "A general OAuth code in Salesforce's documentation, without a description. It was not seen for JWT.",
    sources: "the documentation's list of OAuth codes.",
  },
  retryRequest: {
    text: 'Seen for JWT logins and for the exchange of a code: at generic hosts, after a cross-org block, and sometimes because of the platform. So check the host first, then the platform.',
    sources: 'the page on the Salesforce source of Sumo Logic, and others (reported).',
  },
  uninstalledAppDenied: {
    text: 'Since September 2025, users cannot use a connected app that is not installed in the org. These texts are reported second hand and are uncertain.',
    causes: { 'app-not-in-org': 'second hand, low' },
    sources: 'reports at second hand.',
  },
  assertionReplayed: {
    text: 'The same assertion, with the same `jti`, was sent twice. The exact words are unknown: a text of this kind is reported once.',
    causes: { 'assertion-replayed': 'reported once' },
    sources: 'glenmazza.net (reported once).',
  },
  appBlocked: {
    text: 'Seen on the authorize page and by clients that refresh a token. We expect the same for a JWT login, but nobody has seen it there (inferred).',
    sources: 'pages and clients of three vendors.',
  },
  accessDeniedByAdmin: {
    text: "The browser's form of `invalid_app_access`.",
    sources: "forcedotcom/cli#3260 and vendors' pages.",
  },
  clientAppNotFoundInBrowser: {
    text: "The browser's form of `app_not_found`. It belongs to the browser flow and proves nothing about certificate, signature or audience of a JWT login (reported). Once, installing the app did not help.",
    sources: 'PipedreamHQ/pipedream#21557.',
  },
  approvalError: {
    text: 'Salesforce spells it like this. Often the app is not installed, and the user lacks the permission to use such apps.',
    sources: "jetstreamapp/jetstream#1462, a vendor's page.",
  },
  scopeNotAllowed: {
    text: 'The request contains a scope that the app lacks.',
    sources: 'jetstreamapp/jetstream#1462.',
  },
  crossOrgBlocked: {
    text: 'A user of another org requested a local External Client App. It also appears if a generic host leads to another org (use the My Domain), or if the browser still has a session of another org (use a private window). No setting helps while the distribution state of the app is Local.',
    causes: {
      'app-not-in-org': 'many first-hand reports; the app is local to another org',
      'wrong-login-host': 'the generic host led to another org',
    },
    sources: 'unified.to, a post on External Client Apps in several orgs, and many first-hand reports.',
  },
  codeChallengeMissing: {
    text: 'The app requires PKCE, and the URL has no `code_challenge`. An External Client App requires PKCE by default (documented: `isPkceRequired`), so an authorize URL without a challenge fails like this. It proves the consumer key. It sometimes comes with an empty Content-Type, so the browser saves a file called "authorize". To approve, use [`sf-jwt-doctor authorize`](authorize.md), or a URL with a challenge, and keep its verifier.',
    causes: { 'approval-missing': 'the attempt to approve ended here, so there is still no approval' },
    sources: 'about ten first-hand reports.',
  },
  subjectTokenInvalid: {
    text: 'Seen in the Data Cloud token exchange, the second step after a JWT login that worked.',
    sources: 'a published page about that exchange.',
  },
  sessionNotValidForRest: {
    text: 'Status 401, with a token that was just issued.',
    causes: {
      'ip-restricted': 'reported once: an address rule for sessions',
      'high-assurance-required': 'reported by a vendor: the app demands it',
    },
    sources: "NangoHQ/nango#4344, several clients' issues.",
  },
  sessionExpired: {
    text: 'Usually the session has expired by the session policy of the org; then log in again. With a token that was just issued, the causes are:',
    sources: 'airbytehq/airbyte#71024, jsforce/jsforce#1817, forcedotcom/cli#3428.',
  },
  jwtTokenFormat: {
    text: 'The API does not accept a token in JWT format.',
    sources: 'airbytehq/airbyte#71024.',
  },
  apiDisabled: {
    text: '`API_CURRENTLY_DISABLED` means the same (general knowledge). The text mentions the org, but usually only this user lacks the permission.',
    causes: { 'api-not-enabled': "the user's permission, or the edition" },
    sources: "the API's documentation, a vendor's page.",
  },
  illegalSession: {
    text: 'A SOAP fault. SOAP does not accept this session, such as a token in JWT format, or it has expired.',
    sources: 'reports of SOAP clients.',
  },
  domainNotSupported: {
    text: 'The client credentials flow needs the My Domain. It is not about a JWT login. If the host is generic, check it first.',
    sources: 'public code (reported).',
  },
  redirectUriMismatch: {
    text: 'Seen on the authorize page: the callback in the URL is not one of the app. It belongs to the web server flow, not to a JWT login. Copy a callback URL from the OAuth settings of the app, exactly, and approve again.',
    sources: 'a documented code; the description is general knowledge.',
  },
  accessDenied: {
    text: 'Sent to the callback when the user clicks _Deny_ on the authorize page. See [approval-missing](causes/approval-missing.md) for approving.',
    sources: 'a documented code.',
  },
  activationSecretInvalid: {
    text: 'Seen once, when refreshing a token. The reason is unknown.',
    sources: 'restforce/restforce#826 (reported).',
  },
  expiredRefreshToken: {
    text: 'The refresh token was revoked or has expired. JWT login has no refresh token, so the client uses another flow.',
    sources: 'reported, widely.',
  },
  noClientCredentialsUser: {
    text: 'The app has no user for the client credentials flow (Run As).',
    sources: 'public code (reported).',
  },
  endUserDenied: {
    text: 'Seen in the password flow. It is not about a JWT login.',
    sources: 'forcedotcom/Salesforce-CDP-jdbc#151 (reported).',
  },
  codeVerifierInvalid: {
    text: 'The code of an approval was exchanged with a PKCE verifier that is not the one of the challenge. Approve again, and keep the verifier until the exchange; [`sf-jwt-doctor authorize`](authorize.md) does that.',
    sources: 'forcedotcom/mcp-hosted#23 (reported).',
  },
};
