import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Options } from 'tsup';

/**
 * Lets every entry reach all that the root entry reaches, so that all of it is put into one shared file. Left alone, it is
 * split by which entries need what, and to find eight files takes Node longer than to read one of their size.
 */
const coreInOneFile: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'core in one file',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/][a-z]+[\\/]index\.ts$/ }, async ({ path }) => ({
      contents: `import '../index';\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
    build.onResolve({ filter: /^\.\.\/index$/ }, () => ({ path: resolve('src/index.ts'), sideEffects: true }));
  },
};

const shared: Options = {
  entry: {
    index: 'src/index.ts',
    schema: 'src/schema/index.ts',
    sql: 'src/sql/index.ts',
    arbitraries: 'src/arbitraries/index.ts',
    conformance: 'src/conformance/index.ts',
  },
  outDir: 'dist',
  esbuildPlugins: [coreInOneFile],
  target: ['es2022', 'node20'],
  // tsup still passes `baseUrl` to the compiler, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // The code stays readable, so a stack trace needs no map; maps would make the package more than twice as large.
  minify: false,
  sourcemap: false,
};

// The two builds run side by side, so neither may use tsup's own `clean`: it could delete the other's files.
rmSync('dist', { recursive: true, force: true });

export default defineConfig([
  { ...shared, format: 'esm', splitting: true },
  {
    ...shared,
    format: 'cjs',
    // Shared modules stay shared: what one entry has checked, the others know as checked.
    splitting: true,
    // nanoid is published as ES modules only: CommonJS gets it inside the bundle, so that no loader has to
    // be able to require() one. Its licence asks to be named.
    noExternal: ['nanoid'],
    // The nanoid that uses the global `crypto`: every runtime has that, and not every one has node:crypto.
    esbuildOptions: (options) => {
      options.conditions = ['browser'];
    },
    banner: { js: '/*! The CommonJS build includes nanoid, Copyright 2017 Andrey Sitnik, MIT License. */' },
  },
]);
