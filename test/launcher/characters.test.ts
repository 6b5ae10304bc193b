import { expect, it } from '@jest/globals';
import { runAlone } from '../support/cli.js';

it('prints and recognises characters beyond ASCII, from the file and from the code that was kept', async () => {
  const page = await runAlone(['triage', 'fixtures/evidence/frozen-user.json', '--format', 'html', '--no-input']);
  expect(page.out).toContain('sf-jwt-doctor · a Salesforce login');
  for (const input of [
    'Error: user hasn’t approved this consumer',
    '错误：invalid_grant，user is not admin approved to access this app',
  ]) {
    const { out } = await runAlone(['triage', '-', '--json', '--no-input'], { input });
    const { symptom } = JSON.parse(out) as { symptom: { description: string | null } | null };
    expect(symptom?.description).toMatch(/approved/);
  }
});
