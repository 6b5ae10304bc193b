import { clear, defineCheck, fail, moot, open, warn, type Finding, type Sentences } from './check.js';

/** Each finding in a sentence: a statement of fact about the evidence. */
const sentences = {
  'certificate/none-stored': 'The app holds no certificate.',
  'certificate/vanished': 'The app holds no certificate, although one was stored once: the setup audit trail shows it.',
  'certificate/never-switched-on':
    'The app holds no certificate, and none was stored since it was made: the flow was never switched on.',
  'certificate/stored': 'The app holds a certificate.',
  'certificate/jwt-flow-off': 'The JWT bearer flow is switched off on the app.',
  'certificate/jwt-flow-on': 'The JWT bearer flow is switched on.',
  'certificate/matches': 'The key belongs to the certificate of the app.',
  'certificate/differs': (value) =>
    `The key that signs does not belong to the certificate of the app (${value('app.certificate')}).`,
  'certificate/signature-differs': (value) =>
    `The signature of the assertion does not verify with the certificate of the app (${value('app.certificate')}).`,
  'certificate/file-differs': (value) =>
    `The key does not belong to the certificate file (${value('certificate.file')}); if that file was uploaded, no signature verifies.`,
  'certificate/expired':
    'The certificate of the app has expired. Salesforce tolerates that in this flow (reported); renew it all the same.',
} satisfies Sentences;

type Code = keyof typeof sentences;

/** Entries of the audit trail by which a certificate came to the app (reported). */
const STORED = ['insertApplicationCertificate', 'changeApplicationCertificate'];

/** A thumbprint as it is compared: tools write it with colons and capitals, too. */
function normal(thumbprint: string | undefined): string | undefined {
  return thumbprint?.replace(/[:\s]/g, '').toLowerCase();
}

/** The app holds the certificate of the key that signs, and lets it be used. */
export const certificate = defineCheck({
  id: 'certificate',
  title: 'The signature verifies with the certificate of the app',
  failureTitle: 'The signature cannot be verified with what the app holds',
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

    // Without a certificate the flow is off; whether one was ever there, the audit trail tells.
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

    // The file on disk is only believed to be the one that was uploaded.
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
