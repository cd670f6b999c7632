import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { command } from './command';
import { modes, type Mode } from './modes';
import { programs, type Program } from './programs';
import type { Built } from './runtime';

const root = join(import.meta.dirname, '../..');

// As strict as a user's project can be: it checks the declarations of the package as well.
const STRICT = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};
const NODENEXT = { ...STRICT, module: 'nodenext', moduleResolution: 'nodenext' };
const BUNDLER = { ...STRICT, module: 'preserve', moduleResolution: 'bundler', noEmit: true };

const folderOf = (project: string, mode: Mode): string => join(project, mode.name.toLowerCase().replaceAll(' ', '-'));

/** Packs the package and installs it in a project with nothing else but zod. */
async function install(project: string): Promise<void> {
  const packed = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', project];
  const tarball = (await command('npm', packed, { cwd: root })).trim();
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true }));
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  await command('npm', ['install', ...quietly, `./${tarball}`, 'zod@4'], { cwd: project });
}

async function write(project: string): Promise<void> {
  for (const mode of modes) {
    const folder = folderOf(project, mode);
    await mkdir(folder);
    const compilerOptions = mode.isBundled ? BUNDLER : NODENEXT;
    const include = [`*.${mode.source}`];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
    for (const program of programs) {
      await writeFile(join(folder, `${program.name}.${mode.source}`), mode.text(program));
      await writeFile(join(folder, `${program.name}.run.${mode.source}`), mode.textOfFunction(program));
    }
  }
}

const isTypeScript = ({ source }: Mode): boolean => source.endsWith('ts');

async function compile(project: string, mode: Mode): Promise<void> {
  await command(join(root, 'node_modules/.bin/tsc'), ['-p', folderOf(project, mode)]);
}

async function bundle(project: string, mode: Mode): Promise<void> {
  const folder = folderOf(project, mode);
  await build({
    entryPoints: programs.flatMap(({ name }) => [join(folder, `${name}.ts`), join(folder, `${name}.run.ts`)]),
    outdir: folder,
    outExtension: { '.js': `.${mode.loaded}` },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['browser'],
    logLevel: 'silent',
  });
}

export interface Project {
  /** Rejects if the mode cannot be compiled or bundled. */
  readonly build: (mode: Mode, program: Program) => Promise<Built>;
}

/** Sets up a user's project in an empty folder, with every program in every mode, compiled and bundled. */
export async function emptyProject(folder: string): Promise<Project> {
  await install(folder);
  await write(folder);
  const made = await Promise.allSettled(
    modes.map(async (mode) => {
      if (isTypeScript(mode)) await compile(folder, mode);
      if (mode.isBundled) await bundle(folder, mode);
    }),
  );
  return {
    build: async (mode, { name }) => {
      const outcome = made[modes.indexOf(mode)];
      if (outcome?.status !== 'fulfilled') throw outcome?.reason;
      return {
        file: join(folderOf(folder, mode), `${name}.${mode.loaded}`),
        functionFile: join(folderOf(folder, mode), `${name}.run.${mode.loaded}`),
        isEsm: mode.loaded === 'mjs',
      };
    },
  };
}
