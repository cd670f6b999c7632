import { execFile, type ExecFileOptions } from 'node:child_process';

/** In milliseconds. */
const LIMIT = 120_000;

/** Runs a program to its end and gives what it printed; rejects with all of its output when it fails. */
export function command(file: string, args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout: LIMIT, ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error }));
    });
  });
}

/** The path of a program that npm has, after fetching its package from the registry if necessary. */
export async function programOfPackage(spec: string, name: string): Promise<string> {
  const found = await command('npx', ['--yes', '--loglevel=error', `--package=${spec}`, '-c', `command -v ${name}`]);
  return found.trim();
}
