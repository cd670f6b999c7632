// @ts-check
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import boundaries from './boundaries.js';

const tsconfigRootDir = import.meta.dirname;

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'reports/', 'docs/api/']),
  {
    name: 'no exceptions by comment',
    linterOptions: { noInlineConfig: true },
  },
  js.configs.recommended,
  {
    name: 'typescript',
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // A base class can return its argument from the constructor; a function cannot do that.
      '@typescript-eslint/no-extraneous-class': ['error', { allowConstructorOnly: true }],
      // isolatedDeclarations requires some of the annotations that this rule finds superfluous.
      '@typescript-eslint/no-inferrable-types': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowNumber: true,
          allowRegExp: false,
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    name: 'sources',
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { project: '../../tsconfig.json', tsconfigRootDir } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    },
  },
  {
    name: 'where a brand is applied',
    files: ['src/model/brand.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    name: 'tests and examples',
    files: ['test/**/*.ts', 'docs/examples/**/*.{ts,tsx}', 'docs/site/**/*.ts'],
    // Rules that need types take most of the time; promises.config.js has those that matter here.
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      // A test may show that the compiler refuses something, if it says what it refuses.
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      // Stand-ins may do nothing.
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  boundaries,
);
