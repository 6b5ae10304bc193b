/** Where a piece of knowledge comes from: Salesforce's documentation, reports of users, or reasoning. */
export type Basis = 'documented' | 'reported' | 'inferred';
