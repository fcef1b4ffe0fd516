import tseslint from 'typescript-eslint';
import { noForeignIndex } from './scripts/lint/no-foreign-index.mjs';

// What users rely on to be thrown is a VaultError; a bare Error has no code and no exit status.
const bareError = {
  selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
  message: 'Throw a VaultError.',
};
const castToSealed = {
  selector: 'TSAsExpression > TSTypeReference[typeName.name="SealedRecord"]',
  message: 'Only src/crypto makes sealed records: plaintext must not reach a target.',
};
const castToWarning = {
  selector:
    'TSAsExpression > TSTypeReference[typeName.name="Warning"], ' +
    'TSAsExpression > TSArrayType > TSTypeReference[typeName.name="Warning"]',
  message: 'Only warning() makes warnings: it masks the product keys in them.',
};

export default tseslint.config(
  { ignores: ['dist/', 'bundle/', 'portable/', 'node_modules/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': ['error', bareError],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60 }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { vault: { rules: { 'no-foreign-index': noForeignIndex } } },
    rules: {
      'no-restricted-syntax': ['error', bareError, castToSealed, castToWarning],
      'vault/no-foreign-index': 'error',
    },
  },
  {
    files: ['src/crypto/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', bareError, castToWarning] },
  },
  {
    files: ['src/record/warning.ts'],
    rules: { 'no-restricted-syntax': ['error', bareError, castToSealed] },
  },
  {
    // The process belongs to the command line: what is below it is handed what it needs, and returns.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/cli/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit' },
        { object: 'process', property: 'argv' },
        { object: 'process', property: 'stdout' },
        { object: 'process', property: 'stderr' },
        { object: 'process', property: 'stdin' },
        { object: 'globalThis', property: 'process' },
        { object: 'globalThis', property: 'console' },
      ],
      'no-restricted-imports': [
        'error',
        ...['process', 'console', 'readline', 'readline/promises', 'tty'].flatMap((name) => [
          name,
          `node:${name}`,
        ]),
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
    },
  },
);
