import { describe, expect, it } from '@jest/globals';
import type { Edit, XmlNode } from '../../src/remedies/change.js';
import { edited, inverse, same, toXml, withoutSecrets } from '../../src/remedies/metadata.js';

const APP = {
  oauthConfig: { scopes: ['Api'], isAdminApproved: 'false', consumerSecret: 'hidden' },
  label: 'Acme & Co',
  permissionSetName: '',
} as unknown as XmlNode;
const FLIP: Edit = { path: ['oauthConfig', 'isAdminApproved'], before: 'false', after: 'true' };
const SCOPES: Edit = { path: ['oauthConfig', 'scopes'], before: ['Api'], after: ['Api', 'RefreshToken'] };

describe('a component as XML', () => {
  it('has its elements in the order of the alphabet, and no empty ones', () => {
    expect(toXml(withoutSecrets(APP)).replace(/\s*\n\s*/g, '')).toBe(
      '<label>Acme &amp; Co</label><oauthConfig><isAdminApproved>false</isAdminApproved><scopes>Api</scopes></oauthConfig>',
    );
  });
});

describe('edits of a component', () => {
  it('are made once, and put back by their inverse', () => {
    const made = edited(APP, [FLIP, SCOPES]) as { node: XmlNode; changed: boolean };
    expect(made.changed).toBe(true);
    expect(edited(made.node, [FLIP, SCOPES])).toEqual({ node: made.node, changed: false });
    expect(edited(made.node, inverse([FLIP, SCOPES]))).toEqual({ node: APP, changed: true });
  });

  it('take an element away that was not there before', () => {
    const added: Edit = { path: ['description'], after: 'new' };
    const made = edited(APP, [added]) as { node: XmlNode };
    expect(edited(made.node, inverse([added]))).toEqual({ node: APP, changed: true });
  });

  it('are refused where somebody else changed the element', () => {
    const other = { oauthConfig: { isAdminApproved: 'false', scopes: ['Api', 'Web'] } } as unknown as XmlNode;
    expect(edited(other, [FLIP, SCOPES])).toEqual({ conflict: SCOPES });
  });
});

describe('two elements', () => {
  it('are the same certificate as PEM and as bare base64, whatever the line breaks', () => {
    expect(same('-----BEGIN CERTIFICATE-----\nMIIB\nAAAA\n-----END CERTIFICATE-----\n', 'MIIBAAAA')).toBe(true);
    expect(same('MIIBAAAA', 'MIIBAAAB')).toBe(false);
  });

  it('are the same list in another order, and not with another value', () => {
    expect(same(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(same(['a', 'b'], ['a'])).toBe(false);
    expect(same(undefined, '')).toBe(true);
  });
});
