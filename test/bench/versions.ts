import { readFile } from 'node:fs/promises';

const PACKAGES = ['@casl/ability', 'casbin', '@cedar-policy/cedar-wasm', 'neverthrow', 'esbuild'] as const;

/** The versions that a report is about. */
export async function versions(): Promise<Readonly<Record<string, string>>> {
  const installed = await Promise.all(
    PACKAGES.map(async (name): Promise<readonly [string, string]> => [name, await versionIn(`../../node_modules/${name}/`)]),
  );
  return Object.fromEntries([
    ['partner-relationships', await versionIn('../../')],
    ['node', process.versions.node],
    ...installed,
  ]);
}

async function versionIn(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL(`${folder}package.json`, import.meta.url), 'utf8')) as unknown;
  return (manifest as { readonly version: string }).version;
}
