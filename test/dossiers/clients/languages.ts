import { apiBody, bodyOf, OWN_CODE, tokenUrl, type Client, type Shown } from './client.js';

const okay = (line: string) => (): string[] => [line];

/** What a program prints: one line for a success, its own lines for a refusal of the login or of the API. */
function program(
  id: string,
  shows: Client['shows'],
  worked: (run: Shown) => string[],
  refused: (run: Shown) => string[],
  apiRefused: (run: Shown) => string[],
): Client {
  return {
    id,
    makes: OWN_CODE,
    calls: 'rest',
    shows,
    showsOfSuccess: id === 'json-log' ? ['user'] : [],
    print: (run) => (run.works ? worked(run) : run.api ? apiRefused(run) : refused(run)),
  };
}

const CODE_AND_WORDS = ['error', 'description', 'status'] as const;

/** A Java program that prints the body with its exception. */
export const java = program(
  'java',
  CODE_AND_WORDS,
  okay('2026-11-23 INFO  c.c.sync.SalesforceClient - access token received, expires in 7200 s'),
  (run) => [
    'Exception in thread "main" java.lang.IllegalStateException: Token request failed: HTTP 400',
    `Salesforce Response : ${bodyOf(run)}`,
    '\tat com.acme.sync.SalesforceClient.login(SalesforceClient.java:88)',
    '\tat com.acme.sync.Main.main(Main.java:21)',
  ],
  (run) => [
    'INFO  c.c.sync.SalesforceClient - access token received, expires in 7200 s',
    `ERROR c.c.sync.SalesforceClient - query failed: 401 ${apiBody(run)}`,
    '\tat com.acme.sync.SalesforceClient.query(SalesforceClient.java:131)',
  ],
);

/** A Go program with golang.org/x/oauth2 in its stack. */
export const go = program(
  'go',
  CODE_AND_WORDS,
  okay('salesforce: token acquired'),
  (run) => [
    'panic: oauth2: cannot fetch token: 400 Bad Request',
    `Response: ${bodyOf(run)}`,
    '',
    'goroutine 1 [running]:',
    'main.main()',
    '\t/src/cmd/sync/main.go:54 +0x2a5',
    'exit status 2',
  ],
  (run) => [
    'salesforce: token acquired',
    `salesforce: GET /services/data/v62.0/query: ${apiBody(run)}`,
    'exit status 1',
  ],
);

/** PHP with Guzzle: the address stands in the message. */
export const php = program(
  'php-guzzle',
  ['error', 'description', 'status', 'host'],
  okay('[info] Salesforce token refreshed'),
  (run) => [
    `PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ClientException: Client error: \`POST ${tokenUrl(run.host)}\` resulted in a \`400 Bad Request\` response:`,
    bodyOf(run),
    ' in /var/www/vendor/guzzlehttp/guzzle/src/Exception/RequestException.php:113',
    'Stack trace:',
    '#0 /var/www/vendor/guzzlehttp/guzzle/src/Middleware.php(72): GuzzleHttp\\Exception\\RequestException::create()',
  ],
  (run) => [
    '[info] Salesforce token refreshed',
    `PHP Fatal error:  Uncaught GuzzleHttp\\Exception\\ClientException: Client error: \`GET ${run.host}/services/data/v62.0/query\` resulted in a \`401 Unauthorized\` response:`,
    apiBody(run),
  ],
);

/** A .NET program. */
export const csharp = program(
  'csharp',
  CODE_AND_WORDS,
  okay('info: Acme.Sync.SalesforceAuth[0] Token received'),
  (run) => [
    'fail: Acme.Sync.SalesforceAuth[0]',
    `      Token request failed with BadRequest: ${bodyOf(run)}`,
    'Unhandled exception. System.Net.Http.HttpRequestException: Response status code does not indicate success: 400 (Bad Request).',
    '   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()',
    '   at Acme.Sync.SalesforceAuth.GetTokenAsync() in /src/SalesforceAuth.cs:line 47',
  ],
  (run) => [
    'info: Acme.Sync.SalesforceAuth[0] Token received',
    'fail: Acme.Sync.Query[0]',
    `      Query failed with Unauthorized: ${apiBody(run)}`,
  ],
);

/** A Python program that prints the text of the answer. */
export const python = program(
  'python-requests',
  ['error', 'description', 'status', 'host'],
  okay('200 token received'),
  (run) => [
    `POST ${tokenUrl(run.host)} -> 400`,
    `response: {'error': '${run.error}', 'error_description': ${run.description?.includes("'") ? `"${run.description}"` : `'${run.description}'`}}`,
    'Traceback (most recent call last):',
    '  File "/opt/job/token.py", line 33, in get_token',
    '    response.raise_for_status()',
    `requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: ${tokenUrl(run.host)}`,
  ],
  (run) => ['200 token received', `GET ${run.host}/services/data/v62.0/limits -> 401 ${apiBody(run)}`],
);

/** The same script without the line that prints the answer: a bare status. */
export const pythonStatusOnly = program(
  'python-status-only',
  ['status', 'host'],
  okay('token received'),
  (run) => [
    'Traceback (most recent call last):',
    '  File "/opt/job/token.py", line 33, in get_token',
    '    response.raise_for_status()',
    '  File "/usr/lib/python3/dist-packages/requests/models.py", line 1021, in raise_for_status',
    '    raise HTTPError(http_error_msg, response=self)',
    `requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: ${tokenUrl(run.host)}`,
  ],
  (run) => ['token received', `query failed: ${apiBody(run)}`],
);

/** Restforce, a Ruby library. */
export const restforce = program(
  'restforce',
  ['error', 'description'],
  okay('I, INFO -- : restforce authenticated'),
  (run) => [
    "/usr/local/bundle/gems/restforce-8.0.0/lib/restforce/middleware/authentication.rb:67:in 'error_message'",
    `Restforce::AuthenticationError: ${run.error}: ${run.description} (400)`,
    "\tfrom /app/lib/sync.rb:18:in 'run'",
  ],
  (run) => ['I, INFO -- : restforce authenticated', `Restforce::ResponseError: ${run.api?.code}: ${run.api?.message}`],
);

/** A Node program with axios. */
export const axios = program(
  'axios',
  ['error', 'description', 'status', 'host'],
  okay('token ok'),
  (run) => [
    'AxiosError: Request failed with status code 400',
    '    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {',
    "  code: 'ERR_BAD_REQUEST',",
    `  config: { method: 'post', url: '${tokenUrl(run.host)}' },`,
    '  response: {',
    '    status: 400,',
    `    data: { error: '${run.error}', error_description: ${JSON.stringify(run.description)} }`,
    '  }',
    '}',
  ],
  (run) => ['token ok', `AxiosError: Request failed with status code 401 ${apiBody(run)}`],
);

/** Mule runtime. */
export const mule = program(
  'mule',
  CODE_AND_WORDS,
  okay('INFO  [MuleRuntime].uber.03 org.mule.extension.salesforce: Connected'),
  (run) => [
    'ERROR org.mule.runtime.core.internal.exception.OnErrorPropagateHandler:',
    `Message               : Invalid status code: 400, response body: ${bodyOf(run)}`,
    'Element               : sync-flow/processors/0 @ order-sync:sync.xml:24 (Query)',
    'Error type            : SALESFORCE:CONNECTIVITY',
    `Caused by: org.mule.runtime.api.connection.ConnectionException: Invalid status code: 400, response body: ${bodyOf(run)}`,
  ],
  (run) => [
    'INFO  [MuleRuntime].uber.03 org.mule.extension.salesforce: Connected',
    `Message               : ${run.api?.code}: ${run.api?.message}`,
    'Error type            : SALESFORCE:INVALID_SESSION',
  ],
);

/** A service that logs one JSON object a line. */
export const jsonLog = program(
  'json-log',
  ['error', 'description', 'status', 'host', 'user'],
  (run) => [JSON.stringify({ level: 'info', logger: 'sfdc', msg: 'salesforce login ok', user: run.user })],
  (run) => [
    JSON.stringify({
      level: 'error',
      logger: 'sfdc',
      msg: 'salesforce login failed',
      url: tokenUrl(run.host),
      user: run.user,
      status: 400,
      response: bodyOf(run),
    }),
  ],
  (run) => [
    JSON.stringify({ level: 'info', logger: 'sfdc', msg: 'salesforce login ok', user: run.user }),
    JSON.stringify({ level: 'error', logger: 'sfdc', msg: 'query failed', status: 401, response: apiBody(run) }),
  ],
);

/** n8n hides the answer. */
export const n8n = program(
  'n8n',
  [],
  okay('Workflow "Sync" succeeded'),
  () => ['Problem in node \u2018Salesforce\u2018', 'Bad request - please check your parameters'],
  (run) => ['Problem in node \u2018Salesforce\u2018', `${run.api?.code}: ${run.api?.message}`],
);

/** The class of Apex that exchanges a JWT. */
export const apex = program(
  'apex',
  CODE_AND_WORDS,
  okay('USER_DEBUG|[12]|DEBUG|token received'),
  (run) => [
    `System.UnexpectedException: Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException: Error 400: ${bodyOf(run)}`,
    'Class.OrderSync.login: line 12, column 1',
  ],
  (run) => ['USER_DEBUG|[12]|DEBUG|token received', `USER_DEBUG|[19]|DEBUG|${apiBody(run)}`],
);

/** CumulusCI. */
export const cumulusci = program(
  'cumulusci',
  CODE_AND_WORDS,
  okay('Org info updated in keychain'),
  (run) => [
    `Error: Error retrieving access token: ${bodyOf(run)}`,
    'Run this command for more information about debugging errors: cci error --help',
  ],
  (run) => ['Org info updated in keychain', `Error: ${run.api?.code}: ${run.api?.message}`],
);

/** A program that keeps the code alone. */
export const codeOnly = program(
  'code-only',
  ['error'],
  okay('salesforce: login ok'),
  (run) => [`salesforce: login failed (${run.error})`],
  (run) => ['salesforce: login ok', `salesforce: query failed (${run.api?.code})`],
);

/** A deployment by jsforce: the login, and a call of the SOAP API with the token. */
export const soapDeploy: Client = {
  ...program(
    'soap-deploy',
    CODE_AND_WORDS,
    okay('salesforce: authorized, deploy 0Af8d00000XyZ1 started'),
    (run) => [
      `${run.error}: ${run.description}`,
      '    at OAuth2._postParams (/app/node_modules/jsforce/lib/oauth2.js:206:23)',
    ],
    (run) => {
      const { code = '', message: told = '' } = run.api ?? {};
      return [
        'salesforce: authorized',
        `sf:${code}: ${code}: ${told}`,
        '    at SOAP.getError (/app/node_modules/jsforce/lib/soap.js:113:12)',
        `  errorCode: 'sf:${code}'`,
      ];
    },
  ),
  calls: 'soap',
};
