import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

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
 * @param program the text of a module; './src/…' are this library's sources
 * @param peers whether the packages that the library leans on are part of it
 */
export async function sizeOf(program: string, peers: 'with peers' | 'peers aside'): Promise<Size> {
  const bundled = await bundle(program, peers === 'with peers' ? [] : PEERS);
  return { minified: bundled.length, brotli: brotliCompressSync(bundled).length };
}

/** The text of a bundled and minified program. */
export async function bundle(program: string, external: readonly string[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
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
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the bundler gave nothing');
  return output.contents;
}
