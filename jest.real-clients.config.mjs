import base from './jest.config.mjs';

export default {
  ...base,
  roots: ['<rootDir>/test/real-clients'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
  testTimeout: 120_000,
};
