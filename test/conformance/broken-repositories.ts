import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokenRepository } from './broken-repository';

type Exports = Readonly<Record<string, BrokenRepository>>;

const names = readdirSync(join(import.meta.dirname, 'broken')).map((file) => file.replace(/\.ts$/, ''));
const modules = names.map((name) => import(`./broken/${name}.ts`) as Promise<Exports>);

/** Repositories with one fault each, all that are in the folder, in the order of the promises that they break. */
export const brokenRepositories: readonly BrokenRepository[] = (await Promise.all(modules))
  .flatMap((exports) => Object.values(exports))
  .sort((one, other) => one.blamed[0] - other.blamed[0]);
