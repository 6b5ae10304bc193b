import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The rooms of the house, top to bottom. A room imports from the rooms listed for it, and from nowhere else in `src`. */
const ROOMS = {
  salesforce: [],
  answers: ['salesforce'],
  facts: ['answers', 'salesforce'],
  redaction: ['facts', 'answers', 'salesforce'],
  story: ['facts', 'answers', 'salesforce'],
  causes: ['answers', 'salesforce'],
  checks: ['story', 'causes', 'facts', 'answers', 'salesforce'],
  diagnosis: ['checks', 'story', 'causes', 'facts', 'answers', 'salesforce'],
  sources: ['story', 'redaction', 'facts', 'answers', 'salesforce'],
  twin: ['simulator', 'remedies', 'facts', 'answers', 'salesforce'],
  report: ['twin', 'remedies', 'diagnosis', 'checks', 'causes', 'redaction', 'story', 'facts', 'answers', 'salesforce'],
  remedies: ['sources', 'diagnosis', 'checks', 'causes', 'redaction', 'facts', 'answers', 'salesforce'],
  simulator: ['salesforce'],
  fleet: ['doctor', 'report', 'sources', 'redaction', 'facts', 'answers', 'salesforce'],
  launcher: [],
  mcp: ['redaction', 'facts', 'answers', 'salesforce'],
  sf: ['commands', 'doctor', 'report', 'sources', 'facts'],
};
const ALL = [...Object.keys(ROOMS), 'commands', 'doctor', 'index', 'cli'];

/** Whoever reads the org or a file changes neither: writing, listening and opening a browser are for the remedies. */
const onlyReads = [
  {
    selector:
      'ImportDeclaration[source.value=/^node:(fs|http|https|net)/] > ImportSpecifier[imported.name=/^(write|append|mkdir|mkdtemp|rm|rename|unlink|link|symlink|copyFile|chmod|createWriteStream|createServer)/]',
    message: 'src/sources only reads.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^node:fs/] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)',
    message: 'Name the functions that are imported, so that this rule sees them.',
  },
];

/** `import()` draws an arrow, too. */
function loadedLater(room, below) {
  const above = ALL.filter((other) => other !== room && !below.includes(other)).join('|');
  return {
    selector: `ImportExpression[source.value=/^(\\.\\.\\u002F)+(${above})(\\u002F|\\.js$)/]`,
    message: `src/${room} may import from: ${below.join(', ') || 'nothing'}.`,
  };
}

const arrows = Object.entries(ROOMS).map(([room, below]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: ALL.filter((other) => other !== room && !below.includes(other)).map((other) => ({
          regex: `^(\\.\\./)+${other}(/|\\.js$)`,
          message: `src/${room} may import from: ${below.join(', ') || 'nothing'}.`,
        })),
      },
    ],
    'no-restricted-syntax': ['error', loadedLater(room, below), ...(room === 'sources' ? onlyReads : [])],
  },
}));

const pure = {
  files: [
    'src/salesforce/**/*.ts',
    'src/answers/**/*.ts',
    'src/facts/**/*.ts',
    'src/redaction/**/*.ts',
    'src/causes/**/*.ts',
    'src/story/**/*.ts',
    'src/checks/**/*.ts',
    'src/diagnosis/**/*.ts',
    'src/twin/**/*.ts',
  ],
  rules: {
    'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'console'],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time is passed in.' },
      { object: 'Math', property: 'random', message: 'The core is deterministic.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: 'ImportExpression', message: 'The core is all there from the start.' },
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
      {
        selector:
          'ImportDeclaration[source.value=/^(node:(fs|net|tls|http|https|dns|child_process|os|process)|chalk|ora|inquirer|undici)/]',
        message: 'The core does no I/O and knows no colour.',
      },
    ],
  },
};

/** Evidence is never printed raw: one module writes to standard output, and makes what a CI system or a terminal obeys neutral. */
const printsThroughOneDoor = {
  files: ['src/commands/**/*.ts'],
  ignores: ['src/commands/terminal/output.ts'],
  rules: {
    'no-console': 'error',
    'no-restricted-syntax': [
      'error',
      {
        selector:
          "CallExpression[callee.object.object.name='process'][callee.object.property.name='stdout'][callee.property.name='write']",
        message: 'Print through src/commands/terminal/output.ts.',
      },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      'dist',
      'site/dist',
      'site/pages',
      'site/.vitepress/cache',
      'node_modules',
      'coverage',
      'fixtures',
      'schema',
      '.tmp',
      '.real-clients',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  ...arrows,
  pure,
  printsThroughOneDoor,
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      'max-lines': 'off',
    },
  },
);
