import { testKey } from '../simulator/support/client.js';

const { privateKey } = testKey('ci-2048');

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const USER = 'petra.quandt@globex-robotics.example.com.uat7';
const KEY = '3MVG9kRt7XqWnLpZsCanaryKeyOfTheAppCanaryKeyOfTheApp_0123456789abcdef.Ghijk';
const DOMAIN = 'https://globex-robotics--uat7.sandbox.my.salesforce.com';

/** Secrets that were planted in the pastes. */
const SECRETS = {
  session: '00D5g00000AbCdE!AQ4AQHcanaryTOKENcanary.canary_canary0123456789abcdef',
  refresh: '5Aep861canaryREFRESHcanaryREFRESHcanary0123456789',
  consumerSecret: '0123456789ABCDEF0123456789ABCDEF0123456789ABCDEFCAFE0123456789AB',
  password: 'hunter2-canary-password',
  cookie: 'canarycookievalue',
  code: 'aPrxcanarycodecanarycode0123456789',
  apiKey: 'k9Xcanary7apikey',
  jwt: `${base64url({ alg: 'RS256' })}.${base64url({ iss: KEY, sub: USER, aud: DOMAIN, exp: 1_795_439_211 })}.Y2FuYXJ5LXNpZ25hdHVyZS1jYW5hcnk`,
  privateKey,
};

/** Names that were planted: of people, companies, orgs, apps, machines; keys, ids and addresses. */
const NAMES = [
  'petra',
  'quandt',
  'Öztürk',
  'globex',
  'robotics',
  'uat7',
  'Zephyr',
  'Wintermute',
  'Sakura',
  '桜',
  'CanaryKey',
  '00D5g00000AbCdE',
  '0055g00000XyZaB',
  '203.0.113.77',
  '2001:db8:77',
  '170 5551234',
  'quandt-laptop',
];

function pieces(secret: string): string[] {
  const body = secret.replace(/-----[^-]+-----|\s/g, '');
  if (body.length < 48) return [body];
  return Array.from({ length: Math.floor(body.length / 24) }, (_, index) => body.slice(index * 24, index * 24 + 24));
}

/** What was planted and stands in a text. */
export function canariesIn(text: string): string[] {
  const low = text.toLowerCase();
  return [...NAMES.filter((one) => low.includes(one.toLowerCase())), ...secretsIn(text)];
}

/** The secrets that were planted and stand in a text. */
export function secretsIn(text: string): string[] {
  const low = text.toLowerCase();
  return Object.values(SECRETS)
    .flatMap(pieces)
    .filter((one) => low.includes(one.toLowerCase()));
}

const harEntry = (url: string, sent: string, status: number, came: string, encoding?: string) => ({
  startedDateTime: '2026-11-17T09:44:05.000Z',
  request: {
    method: 'POST',
    url,
    headers: [
      { name: 'Authorization', value: `Bearer ${SECRETS.session}` },
      { name: 'Cookie', value: `sid=${SECRETS.session}; x=${SECRETS.cookie}` },
      { name: 'X-Api-Key', value: SECRETS.apiKey },
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    ],
    cookies: [{ name: 'x', value: SECRETS.cookie }],
    postData: {
      mimeType: 'application/x-www-form-urlencoded',
      text: sent,
      params: [
        { name: 'assertion', value: SECRETS.jwt },
        { name: 'client_secret', value: SECRETS.consumerSecret },
      ],
    },
  },
  response: {
    status,
    headers: [{ name: 'Set-Cookie', value: `BrowserId=${SECRETS.cookie}; Path=/` }],
    cookies: [{ name: 'BrowserId', value: SECRETS.cookie }],
    content: { mimeType: 'application/json', text: came, ...(encoding && { encoding }) },
  },
});

const NOT_APPROVED = '{"error":"invalid_grant","error_description":"user hasn\'t approved this consumer"}';
const GRANT = 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer';

/** Pastes of every kind with secrets and names planted in them, by file name. */
export const CANARY_PASTES: Readonly<Record<string, string>> = {
  'quandt.har': JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [{ title: 'Globex Robotics portal of Petra Quandt', id: 'page_1' }],
      entries: [
        harEntry('https://intranet.globex-robotics.example.com/petra', `password=${SECRETS.password}`, 200, 'Petra'),
        harEntry(
          `${DOMAIN}/services/oauth2/token`,
          `${GRANT}&assertion=${SECRETS.jwt}&client_secret=${SECRETS.consumerSecret}`,
          400,
          Buffer.from(NOT_APPROVED).toString('base64'),
          'base64',
        ),
        harEntry(
          `${DOMAIN}/services/oauth2/userinfo`,
          '',
          200,
          JSON.stringify({
            user_id: '0055g00000XyZaB',
            organization_id: '00D5g00000AbCdE',
            preferred_username: USER,
            nickname: 'petra',
            name: 'Petra Öztürk-Quandt',
            email: 'petra@globex-robotics.example.com',
            phone_number: '+49 170 5551234',
          }),
        ),
      ],
    },
  }),
  'curl.sh': `petra@quandt-laptop:~/globex$ curl -v '${DOMAIN}/services/oauth2/token' -u 'petra:${SECRETS.password}' \\
  -H 'Authorization: Bearer ${SECRETS.session}' -H 'Cookie: x=${SECRETS.cookie}' \\
  --data-urlencode 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' --data-urlencode 'assertion=${SECRETS.jwt}' \\
  -d client_secret=${SECRETS.consumerSecret}
* Connected to globex-robotics--uat7.sandbox.my.salesforce.com (203.0.113.77) port 443
* Connected to globex-robotics--uat7.sandbox.my.salesforce.com (2001:db8:77::1) port 443
> POST /services/oauth2/token HTTP/1.1
> Host: globex-robotics--uat7.sandbox.my.salesforce.com
< HTTP/1.1 400 Bad Request
< Set-Cookie: BrowserId=${SECRETS.cookie};Path=/
< Content-Type: application/json
<
{"error":"invalid_grant","error_description":"invalid assertion"}
`,
  'build.log': `2026-11-17T09:44:01.1031234Z Triggered by Petra Quandt (petra.quandt) on zephyr-runner-3 of Globex
2026-11-17T09:44:01.1032234Z ##[command]sf org login jwt --client-id ${KEY} --jwt-key-file /home/petra/globex/zephyr.key --username ${USER} --instance-url ${DOMAIN} --alias zephyr -s
2026-11-17T09:44:01.1033234Z export SF_ACCESS_TOKEN=${SECRETS.session} CLIENT_SECRET=${SECRETS.consumerSecret}
2026-11-17T09:44:05.4041234Z ##[error]Error (JwtGrantError): We encountered a JSON web token error, which is likely not an issue with Salesforce CLI. Here’s the error: JwtAuthError::Error authenticating with JWT.
2026-11-17T09:44:05.4042234Z Errors encountered:
2026-11-17T09:44:05.4043234Z user is not admin approved to access this app
2026-11-17T09:44:05.4044234Z client identifier invalid
2026-11-17T09:44:05.4044234Z client identifier invalid
2026-11-17T09:44:05.4044234Z user is not admin approved to access this app
2026-11-17T09:44:05.4044234Z user is not admin approved to access this app
2026-11-17T09:44:05.5041234Z     at Object.<anonymous> (C:\\Users\\petra\\zephyr\\salesforce.js:12:3) for Wintermute
`,
  'auth.json': JSON.stringify({
    orgId: '00D5g00000AbCdE',
    accessToken: SECRETS.session,
    refreshToken: SECRETS.refresh,
    loginUrl: DOMAIN,
    privateKey: '/Users/petra/globex/zephyr.key',
    clientId: KEY,
    clientSecret: SECRETS.consumerSecret,
    username: USER,
    alias: 'zephyr',
  }),
  'Wintermute.connectedApp-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>petra@globex-robotics.example.com</contactEmail>
    <contactPhone>+49 170 5551234</contactPhone>
    <description>Nightly of petra, ask quandt
      or the zephyr oauth team</description>
    <label>Wintermute Sync</label>
    <oauthConfig>
        <callbackUrl>https://zephyr.globex-robotics.example.com/callback</callbackUrl>
        <consumerKey>${KEY}</consumerKey>
        <consumerSecret>${SECRETS.consumerSecret}</consumerSecret>
        <isAdminApproved>true</isAdminApproved>
        <scopes>Api</scopes>
    </oauthConfig>
    <oauthPolicy>
        <ipRelaxation>ENFORCE</ipRelaxation>
    </oauthPolicy>
    <permissionSetName>Sakura Access</permissionSetName>
    <profileName>Zephyr Profile</profileName>
</ConnectedApp>
`,
  'LoginHistory.csv': `"Username","Login Time","Source IP","Location","Login Type","Status","Application","Login URL"
"${USER}","2026-11-18T09:30:02.000Z","203.0.113.77","Germany","Remote Access 2.0","Restricted IP","Wintermute Sync","globex-robotics--uat7.sandbox.my.salesforce.com"
`,
  'trail.csv': `"Date","User","Source Namespace Prefix","Action","Section","Delegate User"
"11/17/2026, 9:44:06 AM PST","${USER}","","Changed permitted users of connected app Wintermute Sync from self authorize to admin approved by Petra Quandt","Connected Apps","quandt"
"11/17/2026, 9:45:06 AM PST","${USER}","","Frozen user Petra Öztürk","Manage Users",""
`,
  'console.txt': `POST ${DOMAIN}/services/oauth2/token
{
  "Request Headers": { "authorization": "Basic ${Buffer.from(`petra:${SECRETS.password}`).toString('base64')}", "cookie": "x=${SECRETS.cookie}" },
  "Request Body": { "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "${SECRETS.jwt}" },
  "Response Body": ${JSON.stringify(NOT_APPROVED)}
}
`,
  'collection.json': JSON.stringify({
    info: {
      name: 'Globex of Petra',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [
      {
        name: 'Wintermute login',
        request: {
          method: 'POST',
          url: `${DOMAIN}/services/oauth2/token`,
          auth: { type: 'apikey', apikey: [{ key: 'value', value: SECRETS.apiKey }] },
          header: [{ key: 'X-Api-Key', value: SECRETS.apiKey }],
          body: {
            mode: 'urlencoded',
            urlencoded: [
              { key: 'grant_type', value: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
              { key: 'assertion', value: SECRETS.jwt },
              { key: 'password', value: SECRETS.password },
            ],
          },
        },
        response: [{ name: 'of Petra', code: 400, body: NOT_APPROVED }],
      },
    ],
    variable: [{ key: 'client_secret', value: SECRETS.consumerSecret }],
  }),
  'mail.txt': `Hi Sakura 桜,

Petra Quandt of Globex asked me to send the salesforce error, she is at +49 170 5551234.
My salesforce password is ${SECRETS.password}, password: ${SECRETS.password}
invalid_grant: user hasn't approved this consumer
https://zephyr.globex-robotics.example.com/callback?code=${SECRETS.code}&state=petra
The salesforce key is
${SECRETS.privateKey}
Regards, Öztürk
`,
  'service.log': `com.globex.zephyr.auth.TokenException: JWT Bearer token exchange failed for petra.quandt: {"error":"invalid_client_id","error_description":"client identifier invalid"}
	at com.globex.zephyr.salesforce.TokenClient.login(TokenClient.java:88)
claims {'iss': '${KEY}', 'sub': '${USER}', 'aud': '${DOMAIN}', 'exp': 1795439211}
refresh_token=${SECRETS.refresh} access_token=${SECRETS.session}
`,
  'records.json': JSON.stringify({
    status: 0,
    result: {
      records: [
        {
          attributes: {
            type: 'LoginHistory',
            url: '/services/data/v63.0/sobjects/LoginHistory/0Ya5g00000AbCdEFGH',
          },
          LoginTime: '2026-11-17T09:44:06.000+0000',
          Status: 'Failed: Not approved for access',
          LoginType: 'Remote Access 2.0',
          Application: 'Wintermute Sync',
          SourceIp: '203.0.113.77',
          User: { Name: 'Petra Quandt', Username: USER },
        },
      ],
      totalSize: 1,
      done: true,
    },
  }),
};
