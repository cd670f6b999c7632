// `npm run test:runtimes`: installs the tarball in an empty project and runs two programs there in every mode on every
// runtime. It prints the versions and the grid, and fails when a cell does or a runtime is missing.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { chromium } from './chromium';
import { gridOf, type Cell } from './grid';
import { modes } from './modes';
import { bun, deno, nodes } from './processes';
import { programs, type Program } from './programs';
import { emptyProject, type Project } from './project';
import type { Built, Runtime } from './runtime';
import { workerd } from './workerd';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function failureOf(runtime: Runtime, built: Promise<Built>, { prints }: Program): Promise<string | null> {
  try {
    const printed = (await runtime.run(await built)).trim();
    return printed === prints ? null : `it printed\n${printed}\ninstead of\n${prints}`;
  } catch (error) {
    return messageOf(error);
  }
}

async function cellsOf(runtime: Runtime, project: Project, program: Program): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const mode of modes) {
    const failure = await failureOf(runtime, project.build(mode, program), program);
    cells.push({ row: `${runtime.name} (${runtime.version})`, column: mode.name, failure });
  }
  return cells;
}

const folder = await realpath(await mkdtemp(join(tmpdir(), 'runtimes-')));
const starting = Promise.allSettled([...nodes, bun, deno, workerd, () => chromium(folder)].map((start) => start()));
try {
  const project = await emptyProject(folder);
  const runtimes = (await starting).flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  console.log(`TypeScript ${ts.version}\n`);
  for (const program of programs) {
    const cells = (await Promise.all(runtimes.map((runtime) => cellsOf(runtime, project, program)))).flat();
    console.log(gridOf(program.name, cells));
    if (cells.some(({ failure }) => failure !== null)) process.exitCode = 1;
  }
} finally {
  for (const start of await starting) {
    if (start.status === 'fulfilled') await start.value.close();
    else console.error(messageOf(start.reason));
    if (start.status === 'rejected') process.exitCode = 1;
  }
  await rm(folder, { recursive: true });
}
