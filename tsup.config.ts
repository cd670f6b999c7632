import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

/**
 * Lets every entry reach all that the root entry reaches, so that all of it is put into one shared file. Left alone, it is
 * split by which entries need what, and to find eight files takes Node longer than to read one of their size.
 */
const coreInOneFile: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'core in one file',
  setup: (build) => {
    // What is meant: the import puts the file there, and nothing in it has to run.
    build.initialOptions.logOverride = { 'ignored-bare-import': 'silent' };
    build.onLoad({ filter: /[\\/]src[\\/][a-z]+[\\/]index\.ts$/ }, async ({ path }) => ({
      contents: `import '../index';\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

export const options: Options = {
  entry: {
    index: 'src/index.ts',
    catalog: 'src/catalog/index.ts',
    invitation: 'src/invitation/index.ts',
    schema: 'src/schema/index.ts',
    sql: 'src/sql/index.ts',
    roles: 'src/roles/index.ts',
    arbitraries: 'src/arbitraries/index.ts',
    conformance: 'src/conformance/index.ts',
  },
  outDir: 'dist',
  clean: true,
  format: ['esm', 'cjs'],
  target: ['es2022', 'node20'],
  // Shared modules stay shared: what one entry has checked, the others know as checked.
  splitting: true,
  esbuildPlugins: [coreInOneFile],
  // Each file imports a package once; otherwise it would once for every file of the sources.
  treeshake: true,
  // nanoid is inside: it is published as ES modules only, which not every loader can require(), and to find it and the
  // node:crypto that it takes under Node costs a third of the time of an import. Its licence asks to be named.
  noExternal: ['nanoid'],
  banner: { js: '/*! Includes nanoid, Copyright 2017 Andrey Sitnik, MIT License. */' },
  // The nanoid that uses the global `crypto`, which every runtime has.
  esbuildOptions: (options) => {
    options.conditions = ['browser'];
  },
  // tsup still passes `baseUrl` to the compiler, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // The code stays readable, so a stack trace needs no map; maps would make the package more than twice as large.
  minify: false,
  sourcemap: false,
};

export default defineConfig(options);
