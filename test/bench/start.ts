import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { duration, ratio } from './figures';
import { median } from './median';
import type { Section } from './section';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is imported. The first two are for comparison: nothing at all, and the one package that the root entry imports. */
const ENTRIES = [
  'data:text/javascript,',
  'neverthrow',
  'partner-relationships',
  'partner-relationships/catalog',
  'partner-relationships/invitation',
  'partner-relationships/schema',
  'partner-relationships/sql',
  'partner-relationships/roles',
  'partner-relationships/arbitraries',
  'partner-relationships/conformance',
  '@casl/ability',
  'casbin',
] as const;

const REFERENCE = '@casl/ability';
const ROUNDS = 20;

/** How often the two are imported of which one is compared with the other. */
const PAIRS = 41;

/** How many times as long it takes to import the root entry as to import the reference; the median. */
export function startRatio(): Promise<number> {
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    ratios.push(importTimeOf('partner-relationships') / importTimeOf(REFERENCE));
  }
  return Promise.resolve(median(ratios));
}

export function run(): Promise<Section> {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const entry of ENTRIES) best.set(entry, Math.min(best.get(entry) ?? Infinity, importTimeOf(entry)));
  }
  const reference = best.get(REFERENCE) ?? Number.NaN;
  return Promise.resolve({
    title: 'Start',
    about: 'The time to import an entry with the packages that it imports, each in a process of its own.',
    columns: ['entry', 'time', `against ${REFERENCE}`],
    rows: ENTRIES.map((entry) => {
      const time = best.get(entry) ?? Number.NaN;
      return [entry.startsWith('data:') ? 'an empty module' : entry, duration(time), ratio(time / reference)];
    }),
  });
}

function importTimeOf(entry: string): number {
  const program = [
    'const start = process.hrtime.bigint();',
    `await import(${JSON.stringify(entry)});`,
    'console.log(String(process.hrtime.bigint() - start));',
  ].join('\n');
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root }));
}
