import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import * as z from 'zod/mini';

const CONDITIONS = ['browser', 'import', 'default'];

const manifestSchema = z.object({
  exports: z.optional(z.unknown()),
  module: z.optional(z.string()),
  main: z.optional(z.string()),
});

/** The file for the first condition that a browser meets. */
function targetOf(choice: unknown): string | undefined {
  if (typeof choice === 'string') return choice;
  if (typeof choice !== 'object' || choice === null) return undefined;
  const [first] = Object.entries(choice).filter(([condition]) => CONDITIONS.includes(condition));
  return first && targetOf(first[1]);
}

function fileOf(folder: string, specifier: string): string {
  const [name = '', ...rest] = specifier.split('/');
  const path = posix.join('node_modules', name);
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(posix.join(folder, path, 'package.json'), 'utf8')));
  const subpaths = z.record(z.string(), z.unknown()).safeParse(manifest.exports).data ?? {};
  const target = targetOf(subpaths[['.', ...rest].join('/')]) ?? manifest.module ?? manifest.main;
  if (target === undefined) throw new Error(`${specifier} has no file for a browser`);
  return `/${posix.join(path, target)}`;
}

/** The import map with which a browser finds these packages in a project, without a bundler. */
export const importMap = (folder: string, specifiers: readonly string[]): string =>
  JSON.stringify({ imports: Object.fromEntries(specifiers.map((name) => [name, fileOf(folder, name)])) });
