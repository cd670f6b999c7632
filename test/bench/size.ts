import { sizeOf } from './bundle';
import { kilobytes } from './figures';
import type { Section } from './section';

/** What a program imports, as its bundler sees it. */
const PROGRAMS: readonly (readonly [name: string, program: string])[] = [
  ['`authorize` alone', "export { authorize } from './src/index'"],
  ['`parsePartnerId` alone', "export { parsePartnerId } from './src/index'"],
  ['the root entry, all of it', "export * from './src/index'"],
  ['`./schema`', "export * from './src/schema/index'"],
  ['`./sql`', "export * from './src/sql/index'"],
  ['`./arbitraries`', "export * from './src/arbitraries/index'"],
  ['`./conformance`', "export * from './src/conformance/index'"],
  ['@casl/ability', "export * from '@casl/ability'"],
  ['casbin', "export * from 'casbin'"],
];

export async function run(): Promise<Section> {
  const rows: string[][] = [];
  for (const [name, program] of PROGRAMS) {
    const own = await sizeOf(program, 'peers aside');
    const whole = await sizeOf(program, 'with peers');
    rows.push([name, ...[own.minified, own.brotli, whole.minified, whole.brotli].map(kilobytes)]);
  }
  return {
    title: 'Size',
    about:
      'Bundled and minified by esbuild, then compressed by brotli. Peers are the packages that this library leans on: ' +
      'neverthrow, nanoid, zod, kysely and fast-check.',
    columns: ['what a program imports', 'minified', 'brotli', 'minified, with peers', 'brotli, with peers'],
    rows,
  };
}
