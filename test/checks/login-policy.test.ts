import { describe, expect, it } from '@jest/globals';
import { answer, checkTable, disputed, resultOf, unknown, type Facts } from '../support/check-table.js';

function logged(status: string): Facts {
  return { 'login.history': [{ status }] };
}

describe('the address', () => {
  const INSIDE = 'clear ip-restricted policy/address-inside';
  const OUTSIDE = 'fail ip-restricted policy/address-outside proven';
  const ranges: Facts = { 'user.loginIpRanges': [{ start: '203.0.113.8', end: '203.0.113.15' }] };
  const six: Facts = { 'user.loginIpRanges': [{ start: '2001:db8::', end: '2001:db8::ffff' }] };
  const from = (address: string, allowed = ranges): Facts => ({ ...allowed, 'client.ip': address });
  checkTable({ check: 'login-policy', about: 'ip-restricted' }, [
    ['is the first of a range', from('203.0.113.8'), INSIDE],
    ['is the last of a range', from('203.0.113.15'), INSIDE],
    ['lies before the range', from('203.0.113.7'), OUTSIDE],
    ['lies after the range', from('203.0.113.16'), OUTSIDE],
    ['lies in a range of IPv6', from('2001:db8::1', six), INSIDE],
    ['lies outside a range of IPv6', from('2001:db8::1:0', six), OUTSIDE],
    ['may be written as IPv6', from('::ffff:203.0.113.9'), INSIDE],
    ['is free where there is no range', { 'user.loginIpRanges': [] }, 'clear ip-restricted policy/no-ranges'],
    [
      'is refused, says the Login History',
      { ...logged('Restricted IP'), 'user.loginIpRanges': [] },
      'fail ip-restricted policy/history-says-ip proven',
    ],
    ['stays open where it is masked', from('***'), 'open ip-restricted: client.ip'],
    ['stays open where it is no address', from('localhost'), 'open ip-restricted'],
    [
      'stays open where it is disputed',
      { ...ranges, 'client.ip': disputed('203.0.113.9', '203.0.113.7') },
      'open ip-restricted: client.ip',
    ],
    [
      'stays open where the ranges may not be seen',
      { 'client.ip': '203.0.113.9', 'user.loginIpRanges': unknown('denied') },
      'open ip-restricted: login.history, user.loginIpRanges',
    ],
    ['stays open without facts', {}, 'open ip-restricted: login.history, user.loginIpRanges, client.ip'],
  ]);
});

// The hours may be the reason, and nothing tells whether they are.
const UNJUDGED = ['fail outside-login-hours policy/hours-set hint', 'open outside-login-hours: token.answers'];

describe('the hour', () => {
  const INSIDE = 'clear outside-login-hours policy/inside-hours';
  const OUTSIDE = 'fail outside-login-hours policy/outside-hours proven';
  const hours = (start: string, end: string, timeZone = 'UTC'): Facts => ({
    'user.loginHours': { timeZone, days: { Friday: [{ start, end }] } },
  });
  const friday = (time: string) => `2026-11-20T${time}:00Z`;
  const answered: Facts = { 'token.answers': [answer('invalid_grant', { at: friday('12:00') })] };
  checkTable({ check: 'login-policy', about: 'outside-login-hours' }, [
    ['begins with the first minute', hours('8:00', '18:00'), INSIDE, friday('08:00')],
    ['has not begun before it', hours('8:00', '18:00'), OUTSIDE, friday('07:59')],
    ['is over with its last minute', hours('8:00', '18:00'), OUTSIDE, friday('18:00')],
    ['is not over before it', hours('8:00', '18:00'), INSIDE, friday('17:59')],
    ['may go on after midnight', hours('22:00', '06:00'), INSIDE, friday('23:00')],
    ['may go on after midnight, and not by day', hours('22:00', '06:00'), OUTSIDE, friday('06:00')],
    ['is that of the org', hours('8:00', '18:00', 'Asia/Tokyo'), OUTSIDE, friday('09:00')],
    ['is not allowed on another day', hours('8:00', '18:00'), OUTSIDE, '2026-11-21T12:00:00Z'],
    ['is that of the answer', { ...hours('8:00', '18:00'), ...answered }, INSIDE, friday('20:00')],
    [
      'is refused, says the Login History',
      logged('Restricted Time'),
      'fail outside-login-hours policy/history-says-hours proven',
    ],
    ['stays open without a time', hours('8:00', '18:00'), UNJUDGED],
    ['stays open in a time zone nobody knows', hours('8:00', '18:00', 'Mars/Olympus'), UNJUDGED, friday('12:00')],
    ['stays open where the hours cannot be read', hours('8 AM', '6 PM'), UNJUDGED, friday('12:00')],
    ['stays open without facts', {}, 'open outside-login-hours: login.history, user.loginHours', friday('12:00')],
  ]);
});

describe('a high-assurance session', () => {
  const OPEN = 'open high-assurance-required';
  const byApp = (demanded: Facts['app.highAssurance'], more: Facts = {}): Facts =>
    demanded === undefined ? more : { 'app.highAssurance': demanded, ...more };
  checkTable({ check: 'login-policy', about: 'high-assurance-required' }, [
    ['is demanded by the app', byApp(true), 'fail high-assurance-required policy/high-assurance proven'],
    [
      'is demanded by the profile',
      byApp(false, { 'user.highAssurance': true }),
      'fail high-assurance-required policy/high-assurance-of-profile proven',
    ],
    [
      'is not demanded',
      byApp(false, { 'user.highAssurance': false }),
      'clear high-assurance-required policy/standard-session',
    ],
    [
      'is not demanded by the app, and nobody looked at the profile',
      byApp(false),
      'clear high-assurance-required policy/standard-session',
    ],
    [
      'stays open where the profile was not seen',
      byApp(false, { 'user.highAssurance': unknown('denied') }),
      `${OPEN}: user.highAssurance`,
    ],
    ['stays open where the app is disputed', byApp(disputed(true, false)), `${OPEN}: app.highAssurance`],
    ['stays open without facts', {}, `${OPEN}: app.highAssurance`],
  ]);

  it.each(['app', 'user'] as const)('is laid to the %s alone that demands it', (who) => {
    const facts = { 'app.highAssurance': who === 'app', 'user.highAssurance': who === 'user' };
    const failed = resultOf('login-policy', facts).findings.find(({ verdict }) => verdict === 'fail');
    expect(failed).toMatchObject({ evidence: [{ fact: `${who}.highAssurance` }] });
  });
});
