import base from './jest.config.mjs';

export default {
  ...base,
  roots: ['<rootDir>/test/pages'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
