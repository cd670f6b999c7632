import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from './bundle';

/**
 * What an expression gives in a program of its own, bundled with the library as it is published: the way in which a test
 * runner loads modules makes them slower, and has them allocate.
 *
 * @param imports the statements that import what the expression uses
 * @param flags for Node.js
 */
export async function inAProgram(imports: string, expression: string, flags: readonly string[] = []): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  try {
    const program = join(folder, 'program.mjs');
    await writeFile(program, await bundle(`${imports}; console.log(JSON.stringify(await ${expression}));`, []));
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, program]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}
