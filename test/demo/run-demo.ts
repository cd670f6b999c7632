import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { demoCommand } from '../../docs/examples/demo/command';

const root = fileURLToPath(new URL('../..', import.meta.url));

const packageSchema = z.object({ scripts: z.object({ demo: z.string() }) });

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what `npm run demo` runs in a process of its own, with these arguments, its output in a pipe. */
export function runDemo(args: readonly string[]): Promise<Run> {
  const { scripts } = packageSchema.parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));
  const [tool = '', ...words] = scripts.demo.split(' ');
  return new Promise((resolve) => {
    const child = execFile(
      `${root}node_modules/.bin/${tool}`,
      [...words, ...args],
      { cwd: root, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined } },
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The same within this process, which is quicker. */
export async function commandDemo(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  folder: string = root,
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const into = (name: keyof typeof written): { write: (text: string) => void } => ({
    write: (text) => {
      written[name] += text;
    },
  });
  const exitCode = await demoCommand(args, { stdout: into('stdout'), stderr: into('stderr'), env, cwd: () => folder });
  return { exitCode, ...written };
}
