import { clear, defineCheck, fail, moot, open, warn, type Finding, type Sentences } from './check.js';

/** The sentence of each finding. */
const sentences = {
  'certificate/none-stored': 'The app has no certificate.',
  'certificate/vanished': 'The app has no certificate now. The Setup Audit Trail shows that one was uploaded earlier.',
  'certificate/never-switched-on':
    'The app has no certificate, and the Setup Audit Trail shows no upload since the app was created, so the JWT bearer flow was never enabled.',
  'certificate/stored': 'The app has a certificate.',
  'certificate/jwt-flow-off': 'The JWT bearer flow is disabled on the app.',
  'certificate/jwt-flow-on': 'The JWT bearer flow is enabled on the app.',
  'certificate/matches': 'The private key matches the certificate on the app.',
  'certificate/differs': (value) =>
    `The private key that signs does not match the certificate on the app (${value('app.certificate')}).`,
  'certificate/signature-differs': (value) =>
    `The certificate on the app (${value('app.certificate')}) does not verify the signature of the assertion.`,
  'certificate/file-differs': (value) =>
    `The private key does not match the certificate file (${value('certificate.file')}). If this file is the certificate on the app, Salesforce refuses every signature.`,
  'certificate/expired':
    'The certificate on the app has expired. Salesforce still accepts it for JWT login (reported), but renew it soon.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** Audit trail entries that record a certificate upload (reported). */
const STORED = ['insertApplicationCertificate', 'changeApplicationCertificate'];

/** Tools write thumbprints with colons and capitals, too. */
function normal(thumbprint: string | undefined): string | undefined {
  return thumbprint?.replace(/[:\s]/g, '').toLowerCase();
}

/** The app has the certificate of the signing key, and the JWT bearer flow is enabled. */
export const certificate = defineCheck({
  id: 'certificate',
  title: 'The certificate on the app verifies the signature',
  failureTitle: 'The app has no certificate that verifies the signature',
  gates: ['capability', 'signature'],
  causes: ['certificate-missing', 'jwt-flow-disabled', 'certificate-mismatch'],
  rejects: ['assertionInvalid', 'clientCredentialsInvalid', 'authenticationFailure'],
  needs: [
    'app.certificate',
    'app.jwtFlow',
    'org.changes',
    'assertion.signedBy',
    'assertion.notSignedBy',
    'key.thumbprint',
    'certificate.file',
    'clock.skewSeconds',
    'token.answers',
  ],
  sentences,
  examine({ facts, now }) {
    const stored = facts.get('app.certificate');
    const jwtFlow = facts.get('app.jwtFlow');
    const signer = normal(facts.get('assertion.signedBy') ?? facts.get('key.thumbprint'));
    const findings: Finding<Code>[] = [];

    // The flow is off without a certificate. The audit trail shows whether the app ever had one.
    const trail = facts.get('org.changes');
    const everStored = trail?.some(({ action }) => action !== undefined && STORED.includes(action));
    const neverStored = everStored === false && trail?.some(({ action }) => action === 'insertApplication') === true;
    if (stored === null && neverStored)
      findings.push(
        fail('jwt-flow-disabled', 'certificate/never-switched-on', facts.cite('app.certificate', 'org.changes')),
        moot('certificate-missing', 'certificate/never-switched-on'),
      );
    else if (stored === null)
      findings.push(
        fail(
          'certificate-missing',
          everStored ? 'certificate/vanished' : 'certificate/none-stored',
          facts.cite('app.certificate', ...(everStored ? (['org.changes'] as const) : [])),
        ),
      );
    else if (stored === undefined) findings.push(open('certificate-missing', 'app.certificate'));
    else findings.push(clear('certificate-missing', 'certificate/stored', facts.cite('app.certificate')));

    if (jwtFlow === false)
      findings.push(fail('jwt-flow-disabled', 'certificate/jwt-flow-off', facts.cite('app.jwtFlow')));
    else if (jwtFlow === undefined && !(stored === null && neverStored))
      findings.push(open('jwt-flow-disabled', 'app.jwtFlow'));
    else if (jwtFlow === true)
      findings.push(clear('jwt-flow-disabled', 'certificate/jwt-flow-on', facts.cite('app.jwtFlow')));

    const evidence = facts.cite('app.certificate', 'assertion.signedBy', 'assertion.notSignedBy', 'key.thumbprint');
    const thumbprint = normal(stored?.thumbprint);
    if (stored === null) findings.push(moot('certificate-mismatch', 'certificate/none-stored', evidence));
    else if (thumbprint !== undefined && signer !== undefined) {
      findings.push(
        signer === thumbprint
          ? clear('certificate-mismatch', 'certificate/matches', evidence)
          : fail('certificate-mismatch', 'certificate/differs', evidence),
      );
    } else if (thumbprint !== undefined && facts.get('assertion.notSignedBy')?.map(normal).includes(thumbprint)) {
      findings.push(fail('certificate-mismatch', 'certificate/signature-differs', evidence));
    } else findings.push(againstFile() ?? open('certificate-mismatch', 'app.certificate', 'key.thumbprint'));

    const notAfter = stored?.notAfter;
    const serverTime = facts.get('token.answers')?.find((answer) => answer.at !== undefined)?.at;
    const at = serverTime === undefined ? now : Date.parse(serverTime) / 1000;
    if (notAfter !== undefined && at !== undefined && Date.parse(notAfter) / 1000 < at)
      findings.push(warn('certificate/expired', facts.cite('app.certificate')));
    return findings;

    // The certificate file may not be the one that was uploaded, so this only suggests a mismatch.
    function againstFile(): Finding<Code> | undefined {
      const file = normal(facts.get('certificate.file')?.thumbprint);
      if (file === undefined || signer === undefined || file === signer) return undefined;
      return fail(
        'certificate-mismatch',
        'certificate/file-differs',
        facts.cite('certificate.file', 'key.thumbprint'),
        'suspected',
      );
    }
  },
});
