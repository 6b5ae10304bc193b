import type { SourceFact } from '../../../facts/store.js';
import type { Reading } from '../shape.js';
import type { MetadataRecord } from './record.js';
import { booleanOf, textOf } from './xml.js';

/** Whether logins must use the My Domain (documented; whether this applies to JWT logins is unknown). */
export function myDomainSettings({ root, at }: MetadataRecord): Reading {
  const elements = ['doesApiLoginRequireOrgDomain', 'canOnlyLoginWithMyDomainUrl'];
  const told = elements.filter((element) => booleanOf(root, element) !== undefined);
  if (told.length === 0) return { facts: [] };
  const value = told.some((element) => booleanOf(root, element) === true);
  return { facts: [{ name: 'org.requiresMyDomain', value, source: at(told[0]!) }] };
}

/** API Access Control: only apps that an administrator approved may use the API (documented). */
export function connectedAppSettings({ root, at }: MetadataRecord): Reading {
  const value = booleanOf(root, 'enableAdminApprovedAppsOnly');
  const source = at('enableAdminApprovedAppsOnly');
  return { facts: value === undefined ? [] : [{ name: 'org.apiAccessControl', value, source }] };
}

/** An app that an administrator blocked, by consumer key (documented). */
export function blockedConsumer({ root, at }: MetadataRecord): Reading {
  const consumerKey = textOf(root, 'consumerKey');
  if (consumerKey === undefined) return { facts: [] };
  const facts: SourceFact[] = [{ name: 'app.blocked', value: true, source: at('consumerKey') }];
  return { facts: [], apps: [{ consumerKey, facts }] };
}

/** The session level that a profile requires. */
export function profileSession({ root, at }: MetadataRecord): Reading {
  const level = textOf(root, 'requiredSessionLevel');
  if (level === undefined) return { facts: [] };
  const value = level === 'HIGH_ASSURANCE';
  return { facts: [{ name: 'user.highAssurance', value, source: at('requiredSessionLevel'), rank: 'stated' }] };
}

/** Settings that are looked at and say nothing of a JWT login: none of their switches concerns it (documented). */
export function otherSettings(): Reading {
  return { facts: [] };
}
