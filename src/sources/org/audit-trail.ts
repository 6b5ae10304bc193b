import type { Identity } from './identify-app.js';
import { isoTime, needs, notKnown, textColumn, type Subject } from './reading.js';
import { quote } from './client.js';

// Entries that touch a JWT login. Salesforce publishes no list; these names are collected from real orgs (reported).
const ACTIONS = [
  'changeUserRuntimeAccessPolicy',
  'SetupEntityAccessAudit_PermissionSet_ConnectedApplication_Enabled',
  'SetupEntityAccessAudit_PermissionSet_ConnectedApplication_Disabled',
  'SetupEntityAccessAudit_Profile_ConnectedApplication_EnabledCustom',
  'SetupEntityAccessAudit_Profile_ConnectedApplication_EnabledStandard',
  'SetupEntityAccessAudit_Profile_ConnectedApplication_DisabledCustom',
  'SetupEntityAccessAudit_Profile_ConnectedApplication_DisabledStandard',
  'insertApplicationCertificate',
  'changeApplicationCertificate',
  'changeIpRelaxationPolicy',
  'changeOauthDefaultScope',
  'insertConnectedAppSessionPolicy',
  'requiredSessionLevelForProfile',
  'insertApplication',
  'deleteApplication',
  'insertConnectedApplication',
  'deleteConnectedApplication',
  'unblockConnectedApplication',
  'generateOauthStagedCredential',
  'deactivateduser',
  'frozeuser',
  'changedusername',
  'PermSetAssign',
  'PermSetUnassign',
  'PermSetGroupUnassign',
  'loginIpRange',
  'domainChosen',
  'enhancedDomainChosen',
  'enableAPILoginRequiresOrgDomain',
] as const;

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
        `SELECT CreatedDate, Action, Display FROM SetupAuditTrail WHERE CreatedDate = LAST_N_DAYS:180 AND Action IN (${ACTIONS.map(quote).join(', ')}) ORDER BY CreatedDate DESC LIMIT 500`,
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
