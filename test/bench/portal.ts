import { useByMany } from '../portal/crowd';
import { startPortal } from '../portal/portal-process';
import { freePort, startPostgres } from '../sql/postgres-server';
import type { Section } from './section';

const PEOPLE = 50;
const FOR_MS = 60_000;
const PAUSE_MS = 1_000;

/** How long people wait for the pages of the portal in `docs/examples/portal`. */
export async function run(): Promise<Section> {
  const server = await startPostgres({});
  try {
    const portal = await startPortal(server.url, await freePort());
    try {
      const how = { people: PEOPLE, forMs: FOR_MS, pauseMs: PAUSE_MS, seed: 1 };
      const { reading, changing, failures } = await useByMany(portal.origin, how);
      if (failures.length > 0) throw new Error(failures.join('\n'));
      return {
        title: 'A portal, on PostgreSQL',
        about:
          `How many milliseconds ${PEOPLE} people wait for the next page of \`docs/examples/portal\` on this machine, each ` +
          `a second after the last one, for ${FOR_MS / 1000} seconds. They are partners and customers of the same few ` +
          'organizations, and the operator: what a rule forbids was refused, and nothing failed.',
        columns: ['what they do', 'times', 'half of them within, ms', '95 % within, ms'],
        rows: [
          ['open a page', ...timesOf(reading)],
          ['send a form, to the page that follows', ...timesOf(changing)],
        ],
      };
    } finally {
      await portal.kill();
    }
  } finally {
    await server.stop();
  }
}

function timesOf(times: readonly number[]): readonly (string | number)[] {
  const sorted = times.toSorted((one, other) => one - other);
  const within = (share: number): string => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(1);
  return [sorted.length, within(0.5), within(0.95)];
}
