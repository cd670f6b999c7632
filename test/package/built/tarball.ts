import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { root } from '../manifest';

const reportSchema = z.tuple([
  z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }),
]);

/** The tarball that `npm publish` would send, made from the built files in `dist`. */
export interface Tarball {
  readonly data: ArrayBuffer;
  /** In bytes, compressed. */
  readonly size: number;
  readonly files: readonly string[];
}

export async function packedTarball(): Promise<Tarball> {
  const folder = await mkdtemp(join(tmpdir(), 'tarball-'));
  try {
    const command = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await promisify(execFile)('npm', command, { cwd: root });
    const [{ filename, size, files }] = reportSchema.parse(JSON.parse(stdout));
    const data = new Uint8Array(await readFile(join(folder, filename)));
    return { data: data.buffer, size, files: files.map(({ path }) => path) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
