import { expect, it } from '@jest/globals';
import { timesOf } from '../../../src/sources/files/dates.js';
import { readReading } from '../../../src/sources/files/read.js';

it.each([
  [['11/18/2026 6:00:04 AM PST'], ['2026-11-18T14:00:04.000Z']],
  [['11/12/2026 6:00:04 PM PST'], ['2026-11-13T02:00:04.000Z']],
  [
    ['18.11.2026 06:00:04 MEZ', '01.02.2026 06:00:04 MESZ'],
    ['2026-11-18T05:00:04.000Z', '2026-02-01T04:00:04.000Z'],
  ],
  [['18/11/2026 06:00:04 GMT'], ['2026-11-18T06:00:04.000Z']],
  [['2026/11/18 6:00:04 JST'], ['2026-11-17T21:00:04.000Z']],
  [['2026-11-18T06:00:04.000Z'], ['2026-11-18T06:00:04.000Z']],
  [['2026-11-18T06:00:04.000+0000'], ['2026-11-18T06:00:04.000Z']],
  [['18/11/2026 06:00:04 GMT+05:30'], ['2026-11-18T00:30:04.000Z']],
])('%j are %j', (texts, times) => {
  expect(timesOf(texts)).toEqual(times);
});

it.each([
  '18/11/2026 06:00:04 CST',
  '18/11/2026 06:00:04 IST',
  '18/11/2026 06:00:04',
  '05/06/2026 06:00 CET',
  '11/18/2026 6:00:04 AM',
  'yesterday',
])('%s leaves the time open', (text) => {
  expect(timesOf([text])).toEqual([undefined]);
});

it('a German export of the Login History is read with its times', async () => {
  const text =
    'Benutzername;Anmeldezeit;Quell-IP;Anmeldetyp;Status;Anwendung\nci@acme.example.com;18.11.2026 06:00:04 MEZ;203.0.113.9;Remotezugriff 2.0;Restricted IP;CI\n';
  const { facts } = await readReading(text, 'x.csv');
  expect(facts).toMatchObject([
    {
      name: 'login.history',
      value: [{ at: '2026-11-18T05:00:04.000Z', loginType: 'Remote Access 2.0', status: 'Restricted IP' }],
    },
  ]);
});
