import { mkdtemp } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { build as publish } from 'tsup';
import { options } from '../../tsup.config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What this library does not bring along itself. */
const PEERS = ['neverthrow', 'zod', 'kysely', 'fast-check'];

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
export async function bundle(program: string, external: readonly string[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...minified(program, external),
    plugins: [asPublished(await published())],
    nodePaths: [join(root, 'node_modules')],
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the bundler gave nothing');
  return output.contents;
}

/** How many minified bytes of a program come from each file of `src`, such as `rules/authorize.ts`. */
export async function bytesBySource(program: string): Promise<ReadonlyMap<string, number>> {
  const { metafile } = await build({
    ...minified(program, PEERS),
    alias: { 'partner-relationships': join(root, 'src/index.ts') },
    conditions: ['browser'],
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error('the bundler gave nothing');
  const sources = Object.entries(output.inputs).filter(([path]) => path.startsWith('src/'));
  return new Map(sources.map(([path, { bytesInOutput }]) => [path.slice('src/'.length), bytesInOutput]));
}

function minified(program: string, external: readonly string[]): BuildOptions & { readonly write: false } {
  return {
    absWorkingDir: root,
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    external: external.flatMap((name) => [name, `${name}/*`]),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    legalComments: 'none',
    logLevel: 'error',
  };
}

/** Takes the library from where it lies as it is published, with the `sideEffects` of its package. */
function asPublished(folder: string): Plugin {
  return {
    name: 'as published',
    setup({ onResolve }) {
      onResolve({ filter: /^partner-relationships(\/|$)/ }, ({ path }) => ({
        path: join(folder, `${path.split('/')[1] ?? 'index'}.js`),
        sideEffects: false,
      }));
      onResolve({ filter: /^\.\/chunk-/ }, ({ path }) => ({ path: join(folder, path), sideEffects: false }));
    },
  };
}

let folder: Promise<string> | null = null;

/** Builds the library once, into a folder that goes with this process. */
function published(): Promise<string> {
  return (folder ??= (async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'published-'));
    process.once('exit', () => {
      rmSync(outDir, { recursive: true, force: true });
    });
    await publish({ ...options, config: false, outDir, format: 'esm', dts: false, clean: false, silent: true });
    return outDir;
  })());
}
