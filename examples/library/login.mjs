// Tries a login and says what makes it fail, what to do, and what would fail next. Writes nothing to the org.
//   SF_USERNAME=… SF_CLIENT_ID=… SF_LOGIN_URL=… SF_JWT_KEY="$(cat server.key)" node login.mjs
import { examineLogin, exitCode, requireTokenHost, toReport } from 'sf-jwt-doctor';

const { SF_USERNAME: username, SF_CLIENT_ID: clientId, SF_LOGIN_URL: url = '', SF_JWT_KEY: key = '' } = process.env;

const examination = await examineLogin(
  {
    username,
    clientId,
    key: { kind: 'variable', name: 'SF_JWT_KEY', text: key },
    // Throws for a host that is not Salesforce's, because an assertion is a credential.
    origin: requireTokenHost(url, 'SF_LOGIN_URL'),
  },
  { probe: 'one', network: { timeoutMs: 10_000 } },
);

// The report has the sentences for people; the examination has the data.
const { verdict, diagnosis } = toReport(examination, { version: 'example' });
console.log(verdict);
if (diagnosis.cause) {
  console.log(`${diagnosis.cause.id}: ${diagnosis.cause.summary}`);
  for (const { text } of diagnosis.cause.remedy.steps) console.log(`- ${text}`);
  for (const { id } of diagnosis.next) console.log(`then: ${id}`);
}
process.exitCode = exitCode(verdict);
