import { DEFAULT_CALLBACK } from '../../salesforce/approval.js';
import type { Component, DeployComponents } from '../change.js';

/** The settings of a new app. */
export interface NewApp {
  /** API name. */
  readonly name: string;
  readonly label: string;
  readonly contactEmail: string;
  /** PEM. */
  readonly certificate: string;
  /** Chosen by us, so that nobody has to look it up. Salesforce accepts it only on creation (reported). */
  readonly consumerKey: string;
  /** API name of the permission set whose users may use the app. */
  readonly set: string;
}

/**
 * The parts of an External Client App for the JWT bearer flow: a package that is known to work (reported). The presence of
 * the certificate switches the flow on (documented).
 */
function components({ name, label, contactEmail, certificate, consumerKey, set }: NewApp): Component[] {
  const part = { externalClientApplication: name, label };
  return [
    {
      type: 'ExternalClientApplication',
      fullName: name,
      node: { contactEmail, distributionState: 'Local', isProtected: 'false', label },
    },
    {
      type: 'ExtlClntAppGlobalOauthSettings',
      fullName: `${name}_Global`,
      node: {
        ...part,
        callbackUrl: DEFAULT_CALLBACK,
        certificate,
        consumerKey,
        isConsumerSecretOptional: 'false',
        isPkceRequired: 'true',
        isSecretRequiredForRefreshToken: 'true',
        shouldRotateConsumerKey: 'false',
        shouldRotateConsumerSecret: 'false',
      },
    },
    {
      type: 'ExtlClntAppOauthSettings',
      fullName: `${name}_OAuth`,
      node: { ...part, commaSeparatedOauthScopes: 'Api, RefreshToken' },
    },
    {
      type: 'ExtlClntAppOauthConfigurablePolicies',
      fullName: `${name}_OAuthPolicy`,
      node: {
        ...part,
        commaSeparatedPermissionSet: set,
        ipRelaxationPolicyType: 'Enforce',
        permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
        refreshTokenPolicyType: 'Infinite',
      },
    },
    {
      type: 'ExtlClntAppConfigurablePolicies',
      fullName: `${name}_Policy`,
      node: { ...part, isEnabled: 'true', isOauthPluginEnabled: 'true', startPage: 'None' },
    },
  ];
}

/** The deployment that makes a new app. */
export function makeApp(app: NewApp): DeployComponents {
  return {
    kind: 'deploy',
    purpose: 'make-app',
    about: { app: app.label, set: app.set },
    components: components(app),
  };
}
