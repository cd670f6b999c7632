import { dirname } from 'node:path';
import { command, programOfPackage } from './command';
import type { Runtime } from './runtime';

/** A runtime that is a program and loads files directly. */
async function processRuntime(name: string, spec: string, args: readonly string[] = []): Promise<Runtime> {
  const [program = spec] = spec.split('@');
  const path = await programOfPackage(spec, program);
  const version = (await command(path, ['--version'])).split('\n')[0] ?? '';
  return {
    name,
    version: version.replace(/^v|^deno | \(.*/g, ''),
    run: ({ file }) => command(path, [...args, file], { cwd: dirname(file) }),
    close: async () => {},
  };
}

type Start = () => Promise<Runtime>;

const starting =
  (name: string, spec: string, args?: readonly string[]): Start =>
  () =>
    processRuntime(name, spec, args);

/** The oldest Node.js that the package supports, then the newest of each line. */
export const nodes: readonly Start[] = [
  starting('Node 20', 'node@20.19.0'),
  starting('Node 22', 'node@22'),
  starting('Node 24', 'node@24'),
  starting('Node 26', 'node@26'),
];

export const bun: Start = starting('Bun', 'bun@1');

/** Deno may read the packages that npm has installed, and nothing else. */
export const deno: Start = starting('Deno', 'deno@2', [
  'run',
  '--no-prompt',
  '--allow-read',
  '--cached-only',
  '--node-modules-dir=manual',
]);
