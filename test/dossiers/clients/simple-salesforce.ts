import { apiBody, LIBRARY, type Client } from './client.js';

/** simple-salesforce: the exception of a login, or of the first query. */
export const simpleSalesforce: Client = {
  id: 'simple-salesforce',
  makes: LIBRARY,
  calls: 'rest',
  shows: ['error', 'description'],
  showsOfSuccess: [],
  print: (run, pick) => {
    if (run.works)
      return [pick('INFO salesforce login ok, session opened', 'Logged in to Salesforce, 12 records read')];
    const trace = ['Traceback (most recent call last):', '  File "/app/sync.py", line 41, in <module>'];
    if (run.api)
      return [
        'INFO salesforce login ok, session opened',
        ...trace,
        '    rows = sf.query("SELECT Id FROM Account LIMIT 1")',
        '  File "/usr/local/lib/python3.12/site-packages/simple_salesforce/util.py", line 80, in exception_handler',
        '    raise exc_cls(result.url, result.status_code, name, response_content)',
        `simple_salesforce.exceptions.${run.api.code === 'INVALID_SESSION_ID' ? 'SalesforceExpiredSession: Expired session' : 'SalesforceRefusedRequest: Request refused'} for https://***/services/data/v59.0/query/. Response content: ${apiBody(run)}`,
      ];
    const shown = pick(
      `${run.error}: ${run.description}`,
      `Authentication failed (code: ${run.error}): ${run.description}`,
    );
    return [
      ...trace,
      '    sf = Salesforce(username=user, consumer_key=key, privatekey_file="server.key", domain=domain)',
      '  File "/usr/local/lib/python3.12/site-packages/simple_salesforce/login.py", line 178, in token_login',
      '    raise SalesforceAuthenticationFailed(except_code, except_msg)',
      `simple_salesforce.exceptions.SalesforceAuthenticationFailed: ${shown}`,
    ];
  },
};
