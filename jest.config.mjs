export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/real-clients/', '/test/pages/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/esbuild-transform.mjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // jest leaves one core to itself and so takes a single worker on two cores; most tests wait for child processes.
  maxWorkers: 2,
  testTimeout: 30_000,
  coverageProvider: 'babel',
};
