import { AUDIT_ACTIONS } from '../../salesforce/audit-trail.js';
import type { Identity } from './identify-app.js';
import { isoTime, needs, notKnown, textColumn, type Subject } from './reading.js';
import { quote } from './client.js';

// Entries about the whole org: they name no app and no user.
const ORG_WIDE = /domain/i;
const KEPT = 40;

/** Recent changes of the set-up that touch the app, the user or the login of the org (kept half a year: documented). */
export function auditTrail(identity: () => Promise<Identity>): Subject {
  return {
    title: 'the set-up audit trail',
    provides: ['org.changes'],
    async read(reading) {
      const source = reading.client.sourceOf('SetupAuditTrail', 'REST API');
      const rights = await reading.rights();
      if (rights.ok && !(await reading.may('ViewSetup'))) return notKnown(['org.changes'], needs('ViewSetup'), source);
      const read = await reading.client.query(
        `SELECT CreatedDate, Action, Display FROM SetupAuditTrail WHERE CreatedDate = LAST_N_DAYS:180 AND Action IN (${AUDIT_ACTIONS.map(quote).join(', ')}) ORDER BY CreatedDate DESC LIMIT 500`,
      );
      if (!read.ok) return notKnown(['org.changes'], read, source);
      const known = await identity();
      const names = 'found' in known ? [known.found.name, known.found.label] : [reading.asked.appName];
      const wanted = [...names, reading.asked.username].flatMap((name) =>
        name === undefined ? [] : [name.toLowerCase()],
      );
      const value = read.value
        .filter((row) => {
          const display = textColumn(row, 'Display')?.toLowerCase() ?? '';
          return ORG_WIDE.test(textColumn(row, 'Action') ?? '') || wanted.some((name) => display.includes(name));
        })
        .slice(0, KEPT)
        .map((row) => {
          const at = isoTime(textColumn(row, 'CreatedDate'));
          const display = textColumn(row, 'Display');
          return {
            action: textColumn(row, 'Action') ?? '',
            ...(at !== undefined && { at }),
            ...(display !== undefined && { display: display.slice(0, 300) }),
          };
        });
      return [{ name: 'org.changes', value, source }];
    },
  };
}
