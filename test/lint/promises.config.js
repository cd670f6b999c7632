// @ts-check
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Finds tests that cannot fail because nothing awaits them. Separate from the other rules, because it needs types. */
// The site has copies of examples, which belong to no program.
export default defineConfig(globalIgnores(['docs/api/']), {
  files: ['**/*.ts', '**/*.tsx'],
  linterOptions: { noInlineConfig: true },
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { project: '../tsconfig.json', tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
  },
});
