import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import type { FeedItem } from 'partner-relationships';
import { gather, type Evidence } from '../fault-injection/evidence';
import { notesIn } from '../fault-injection/journal';
import { openPlace, preparePlace, type Place } from '../fault-injection/place';
import { everybody, lineUp, startRacers, type Racer } from '../fault-injection/racers';
import { openSandbox } from '../fault-injection/sandbox';
import { commandAnswers, commitAnswers, countsOf } from '../fault-injection/tally';
import { serviceOn } from '../fixtures/market';
import { complaintsAbout } from './judge';

/** A cluster, and what is to happen to it. */
export interface Trouble {
  readonly name: string;
  /** Ways to the cluster that get around servers which are gone: each process takes the next in turn. */
  readonly places: readonly Place[];
  /** Each server alone, to be judged when all is over. Each then has all data. */
  readonly servers: readonly Place[];
  /** Breaks the cluster and mends it again, while processes give commands. Says what happens now, such as "n2 frozen". */
  readonly cause: (now: (what: string) => void) => Promise<void>;
  /** Resolves when each server has all data. */
  readonly settled: () => Promise<void>;
  readonly seed: number;
}

/** What was seen. */
export interface Findings {
  readonly name: string;
  /** Everything that is not as it has to be. */
  readonly complaints: readonly string[];
  /** The answers to commands and to commits, counted. */
  readonly commands: Readonly<Record<string, number>>;
  readonly commits: Readonly<Record<string, number>>;
  /** The longest time without a change, in seconds, for each thing that happened to the cluster. */
  readonly stops: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly seed: number;
}

const CUSTOMERS = 200;
/** How many customers a process goes through before it is told to stop. */
const CUSTOMERS_PER_LEG = 20;

const customerIds = Array.from({ length: CUSTOMERS }, (_, at) => `customer-${at}`);

/** Lets processes give commands on the same customers all the while, then judges what each server has, and the feed. */
export async function underLoad({ name, places, servers, cause, settled, seed }: Trouble): Promise<Findings> {
  const [place] = places;
  if (place === undefined) throw new Error('there is no way to the cluster');
  const sandbox = await openSandbox(['racer']);
  const follower = await openPlace(place);
  try {
    await preparePlace(place);
    const racers = startRacers(sandbox);
    const journals = racers.map((_, number) => join(sandbox.folder, `${number}.jsonl`));
    const invitations = await lineUp(racers, { places, journals, seed });
    const feed = follow(follower.repository);

    const began = performance.now();
    let isOver = false;
    const racing = Promise.all(racers.map((racer, number) => race(racer, number, () => isOver)));
    const steps: Step[] = [];
    const causing = cause((what) => steps.push({ at: Date.now(), what })).finally(() => {
      isOver = true;
    });
    await Promise.all([causing, racing]);
    const seconds = Math.round((performance.now() - began) / 1000);
    for (const racer of racers) racer.tell({ kind: 'close' });
    await everybody(racers, 'closed');
    await settled();

    const notes = journals.flatMap(notesIn);
    const seen: Evidence[] = [];
    for (const server of servers) {
      const { repository, close } = await openPlace(server);
      seen.push(await gather(repository, customerIds, invitations));
      await close();
    }
    const [first] = seen;
    if (first === undefined) throw new Error('no server to judge');
    const complaints = complaintsAbout(seen, await feed.upTo(changesIn(first)), notes);
    return {
      name,
      complaints,
      commands: countsOf(commandAnswers(notes)),
      commits: countsOf(commitAnswers(notes)),
      stops: longestStops(first, steps),
      seconds,
      seed,
    };
  } finally {
    await follower.close();
    await sandbox.clear();
  }
}

/** Sends a process through all customers, again and again, each in other company than before. */
async function race(racer: Racer, number: number, isOver: () => boolean): Promise<void> {
  const stages = CUSTOMERS / CUSTOMERS_PER_LEG;
  for (let leg = 0; !isOver(); leg += 1) {
    const from = ((leg + number) % stages) * CUSTOMERS_PER_LEG;
    racer.tell({ kind: 'run', leg: `leg-${leg}`, customerIds: customerIds.slice(from, from + CUSTOMERS_PER_LEG) });
    await racer.said('arrived');
  }
}

interface Following {
  /** The items about these customers, when there are so many, or no more come. */
  readonly upTo: (count: number) => Promise<readonly FeedItem[]>;
}

const PAUSE_MILLISECONDS = 100;
/** After so many readings with nothing new, nothing more comes. */
const MOST_IDLE_READINGS = 50;

/** Reads the feed to the end, again and again, from the beginning of the load on. */
function follow(repository: Parameters<typeof serviceOn>[0]): Following {
  const service = serviceOn(repository);
  const wanted = new Set(customerIds);
  const items: FeedItem[] = [];
  let after: string | null = null;
  let idle = 0;
  let enough: number | null = null;
  const ended = (async () => {
    while (enough === null || (items.length < enough && idle < MOST_IDLE_READINGS)) {
      const read = await service.changes({ after, limit: 100 });
      const page = read.isOk() ? read.value.items : [];
      after = page.at(-1)?.position ?? after;
      items.push(...page.filter(({ document }) => document.kind === 'customer' && wanted.has(document.id)));
      idle = page.length > 0 || enough === null ? 0 : idle + 1;
      if (page.length === 0) await passed(PAUSE_MILLISECONDS);
    }
  })();
  return {
    upTo: async (count) => {
      enough = count;
      await ended;
      return items;
    },
  };
}

function changesIn({ customers }: Evidence): number {
  return customers.reduce((count, { history }) => count + history.length, 0);
}

/** Something that happens to a cluster, from this time on. */
interface Step {
  readonly at: number;
  readonly what: string;
}

/** A time without a change counts for what went on for most of it. */
function longestStops({ customers }: Evidence, steps: readonly Step[]): Findings['stops'] {
  const times = customers.flatMap(({ history }) => history.map(({ change }) => Date.parse(change.at)));
  times.sort((one, other) => one - other);
  const stops = new Map<string, number>();
  times.forEach((to, at) => {
    const from = times[at - 1] ?? to;
    const shares = steps.map(({ at: begun, what }, number) => {
      const ended = steps[number + 1]?.at ?? Infinity;
      return { what, share: Math.min(to, ended) - Math.max(from, begun) };
    });
    const { what } = shares.reduce((most, one) => (one.share > most.share ? one : most), { what: '', share: 0 });
    if (what !== '') stops.set(what, Math.max(stops.get(what) ?? 0, (to - from) / 1000));
  });
  return Object.fromEntries([...stops].sort(([, one], [, other]) => other - one));
}
