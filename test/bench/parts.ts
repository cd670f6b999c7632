import { bytesBySource } from './bundle';
import { kilobytes } from './figures';
import type { Section } from './section';

const LISTED = 12;

/** Where the bytes of the root entry and of `authorize` alone come from. */
export async function run(): Promise<Section> {
  const root = await bytesBySource("export * from 'partner-relationships'");
  const authorize = await bytesBySource("export { authorize } from 'partner-relationships'");
  return {
    title: 'Parts',
    about: 'The size of each source file in the bundle, minified and not compressed, the largest first.',
    columns: ['of the root entry', 'minified', 'of `authorize` alone', 'of that, minified'],
    rows: sideBySide(largest(root), largest(authorize)),
  };
}

type Line = readonly [name: string, size: string];

function largest(bytes: ReadonlyMap<string, number>): readonly Line[] {
  const sorted = [...bytes].filter(([, size]) => size > 0).sort(([, one], [, other]) => other - one);
  const others = sorted.slice(LISTED);
  const rest = others.reduce((sum, [, size]) => sum + size, 0);
  const lines = sorted.slice(0, LISTED).map(([name, size]): Line => [name, kilobytes(size)]);
  return others.length === 0 ? lines : [...lines, [`${others.length} others`, kilobytes(rest)]];
}

function sideBySide(left: readonly Line[], right: readonly Line[]): readonly (readonly string[])[] {
  const none: Line = ['', ''];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    ...(left[at] ?? none),
    ...(right[at] ?? none),
  ]);
}
