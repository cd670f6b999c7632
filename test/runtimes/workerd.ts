import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { command, programOfPackage } from './command';
import type { Runtime } from './runtime';

// No compatibility flags: the package needs nothing of Node.js.
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
))]);
`;

/** A worker is one module, so each program is bundled, as tools for workers do; a handler runs it. */
export async function workerd(): Promise<Runtime> {
  const path = await programOfPackage('workerd@1', 'workerd');
  return {
    name: 'workerd',
    version: (await command(path, ['--version'])).trim().replace('workerd ', ''),
    run: async ({ functionFile }) => {
      const folder = await mkdtemp(join(dirname(functionFile), 'worker-'));
      await writeFile(join(folder, 'config.capnp'), CONFIG);
      await build({
        stdin: {
          contents: `import { run } from ${JSON.stringify(functionFile)};\nexport default { test: run };\n`,
          resolveDir: folder,
        },
        outfile: join(folder, 'worker.js'),
        bundle: true,
        format: 'esm',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        conditions: ['workerd', 'worker', 'browser'],
        logLevel: 'silent',
      });
      return command(path, ['test', join(folder, 'config.capnp')]);
    },
    close: async () => {},
  };
}
