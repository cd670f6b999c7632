import { sizeOf } from './bundle';
import { kilobytes } from './figures';
import type { Section } from './section';

/** What a program imports, as its bundler sees it. */
const PROGRAMS: readonly (readonly [name: string, program: string])[] = [
  ['`authorize` alone', "export { authorize } from 'partner-relationships'"],
  ['`parsePartnerId` alone', "export { parsePartnerId } from 'partner-relationships'"],
  ['the root entry, all of it', "export * from 'partner-relationships'"],
  ['`./catalog`', "export * from 'partner-relationships/catalog'"],
  ['`./invitation`', "export * from 'partner-relationships/invitation'"],
  ['`./schema`', "export * from 'partner-relationships/schema'"],
  ['`./sql`', "export * from 'partner-relationships/sql'"],
  ['`./roles`', "export * from 'partner-relationships/roles'"],
  [
    'the root entry and `./roles`',
    "export * from 'partner-relationships'; export * from 'partner-relationships/roles'",
  ],
  ['`./arbitraries`', "export * from 'partner-relationships/arbitraries'"],
  ['`./conformance`', "export * from 'partner-relationships/conformance'"],
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
      'Bundled and minified by esbuild, then compressed by brotli. Peers are the packages that this library depends ' +
      'on: neverthrow, zod, kysely and fast-check.',
    columns: ['what a program imports', 'minified', 'brotli', 'minified, with peers', 'brotli, with peers'],
    rows,
  };
}
