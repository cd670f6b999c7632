import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { BUDGETS, isOver, type Budget } from './budgets';
import { run as command } from './command';
import { run as decision } from './decision';
import { run as inMemory } from './in-memory';
import { run as parts } from './parts';
import { run as portal } from './portal';
import { figuresOf, intoReport } from './report';
import { run as roleDecision } from './role-decision';
import type { Section } from './section';
import { run as size } from './size';
import { run as start } from './start';
import { run as acceptance } from './storage/acceptance';
import { run as clusterAcceptance } from './storage/cluster-acceptance';
import { leftOut } from './storage/clusters';
import { run as delivery } from './storage/delivery';
import { run as documents } from './storage/documents';
import { run as feedCost } from './storage/feed-cost';
import { run as following } from './storage/following';
import { run as growth } from './storage/growth';
import { run as clusterLists } from './storage/list-growth';
import { run as statements } from './storage/statements';
import { versions } from './versions';

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  decision,
  'role-decision': roleDecision,
  command,
  'in-memory': inMemory,
  acceptance,
  following,
  delivery,
  'feed-cost': feedCost,
  growth,
  documents,
  'cluster-acceptance': clusterAcceptance,
  'cluster-lists': clusterLists,
  statements,
  portal,
  size,
  parts,
  start,
};

const results = fileURLToPath(new URL('results.json', import.meta.url));

const asked = process.argv.flatMap((argument, at) => (argument === '--only' ? [process.argv[at + 1] ?? ''] : []));
const known = [...Object.keys(SECTIONS), 'budgets', ...Object.keys(BUDGETS).map((name) => `budgets:${name}`)];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`--only takes one of ${known.join(', ')}, not ${unknown.join(', ')}`);
  process.exit(1);
}

const measured: Record<string, Section> = {};
for (const [name, run] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const section = await run();
  measured[name] = section;
  console.log(`\n${[section.title, ...figuresOf(section)].join('\n\n')}`);
}

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  system: `${process.platform} ${process.arch}`,
};
const report = { date: new Date().toISOString().slice(0, 10), machine, versions: await versions(), sections: measured };
if (asked.length === 0) {
  await writeFile(results, `${JSON.stringify(report, null, 2)}\n`);
  await intoReport(report);
}

const all: Budget[] = [];
for (const [name, measure] of Object.entries(BUDGETS)) {
  const isAsked = asked.length === 0 || asked.includes('budgets') || asked.includes(`budgets:${name}`);
  if (!isAsked) continue;
  all.push(...(await measure()));
  if (name === 'clusters') for (const what of leftOut('Galera', 'PostgreSQL, quorum')) console.log(`\n${what}`);
}
if (all.length > 0) {
  const over = all.filter(isOver);
  console.log(`\n${over.length} of ${all.length} budgets are exceeded`);
  for (const { what, figure, most } of over) console.log(`${what}: ${figure.toFixed(2)}, at most ${Number(most.toFixed(2))}`);
  if (over.length > 0) process.exitCode = 1;
}
