import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const root = fileURLToPath(new URL('../..', import.meta.url));

const packageSchema = z.object({ scripts: z.object({ demo: z.string() }) });

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what `npm run demo` runs, with these arguments, its output in a pipe. */
export function runDemo(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));
  const [tool = '', ...words] = scripts.demo.split(' ');
  return new Promise((resolve) => {
    const child = execFile(
      `${root}node_modules/.bin/${tool}`,
      [...words, ...args],
      { cwd: root, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...environment } },
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
