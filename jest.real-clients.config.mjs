import base from './jest.config.mjs';

export default {
  ...base,
  roots: ['<rootDir>/test/real-clients'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
