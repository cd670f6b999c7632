import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What this library does not bring along itself. */
const PEERS = ['neverthrow', 'nanoid', 'zod', 'kysely', 'fast-check'];

/** The size of a program once it is bundled and minified, in bytes. */
export interface Size {
  readonly minified: number;
  readonly brotli: number;
}

/**
 * Bundles a program the way an application's bundler does.
 *
 * @param program the text of a module, which imports this library by its name
 * @param peers whether the packages that the library leans on are part of it
 */
export async function sizeOf(program: string, peers: 'with peers' | 'peers aside'): Promise<Size> {
  const bundled = await bundle(program, peers === 'with peers' ? [] : PEERS);
  return { minified: bundled.length, brotli: brotliCompressSync(bundled).length };
}

/** The text of a bundled and minified program. */
export function bundle(program: string, external: readonly string[]): Promise<Uint8Array> {
  return built({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    external: external.flatMap((name) => [name, `${name}/*`]),
    plugins: [asPublished],
    minify: true,
  });
}

/**
 * Each entry as one module, as it is published: there a bundler can tell by the text alone what it may leave out, where
 * it can leave out whole files of the sources.
 */
const asPublished: Plugin = {
  name: 'as published',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^partner-relationships(\/|$)/ }, ({ path }) => ({
      path: path.replace(/^partner-relationships/, 'src'),
      namespace: 'published',
      sideEffects: false,
    }));
    onLoad({ filter: /^/, namespace: 'published' }, async ({ path }) => ({
      contents: await built({ entryPoints: [`${root}${path}/index.ts`], packages: 'external' }),
      resolveDir: root,
      loader: 'js',
    }));
  },
};

async function built(options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles = [] } = await build({
    ...options,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    legalComments: 'none',
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the bundler gave nothing');
  return output.contents;
}
