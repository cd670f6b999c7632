import type { CommandFigures } from './command-figures';
import type { DecisionFigures } from './decision-figures';
import { inAProgram } from './in-a-program';
import { invitationGrowth, TIMES_THE_CHARACTERS } from './invitation-growth';
import { startRatio } from './start';
import { outcomesOfAcceptances, type Outcome } from './storage/acceptance';
import { outcomesOnClusters } from './storage/cluster-acceptance';
import { feedCosts } from './storage/feed-cost';
import { listGrowth, listGrowthOnClusters, type ListGrowth } from './storage/list-growth';

/** A ratio of times, or a number of bytes, and the most that it may be. */
export interface Budget {
  readonly what: string;
  readonly figure: number;
  readonly most: number;
}

/** How often the figures are taken, each time in a new program, as each is compiled in another way; the best count. */
const PROGRAMS = 3;

/**
 * What may not get worse and hangs on the machine, so that no test can hold it: ratios of times, and what decisions
 * allocate once they are compiled. Raise a budget when something is worth its price, and say in the commit what it is.
 * Those of size are in `budgets.test.ts`.
 */
export const BUDGETS: Readonly<Record<string, () => Promise<readonly Budget[]>>> = {
  decisions: ofDecisions,
  'role-decisions': ofRoleDecisions,
  commands: ofCommands,
  invitations: ofInvitations,
  lists: ofLists,
  acceptances: ofAcceptances,
  clusters: ofClusters,
  feed: ofFeed,
  start: ofStart,
};

export function isOver({ figure, most }: Budget): boolean {
  return !(figure <= most);
}

async function ofInvitations(): Promise<readonly Budget[]> {
  const growth = await invitationGrowth();
  return growth.map(([what, figure]) => ({
    what: `checking an invitation, ${TIMES_THE_CHARACTERS} times the ${what}`,
    figure,
    // Were each character read again for each other one, it would be the square.
    most: 4 * TIMES_THE_CHARACTERS,
  }));
}

async function ofLists(): Promise<readonly Budget[]> {
  // Some more levels of an index, and rows that are in no cache.
  return (await listGrowth()).map((growth) => ofList(growth, 1.2));
}

function ofList({ database, operation, few, many }: ListGrowth, most: number): Budget {
  return { what: `${database}, ${operation}, a million against a thousand`, figure: many / few, most };
}

/** How many acceptances by hand there are to one through the service, at most. */
const MOST_BY_HAND: Readonly<Record<string, number>> = {
  PostgreSQL: 1,
  'SQLite, both through Kysely': 1 / 0.65,
  'SQLite, prepared statements': 1 / 0.55,
  Galera: 1,
  'PostgreSQL, quorum': 1,
};

async function ofAcceptances(): Promise<readonly Budget[]> {
  return (await outcomesOfAcceptances()).flatMap(ofOutcome);
}

function ofOutcome({ database, inFlight, ratio }: Outcome): readonly Budget[] {
  const most = MOST_BY_HAND[database];
  const what = `${database}, ${inFlight} in flight: acceptances by hand against those through the service`;
  return most === undefined ? [] : [{ what, figure: 1 / ratio, most }];
}

/** Only of the clusters that this machine can start. */
async function ofClusters(): Promise<readonly Budget[]> {
  const acceptances = (await outcomesOnClusters()).flatMap(ofOutcome);
  const lists = (await listGrowthOnClusters()).map((growth) => ofList(growth, 1.3));
  return [...acceptances, ...lists];
}

async function ofFeed(): Promise<readonly Budget[]> {
  const costs = await feedCosts();
  return costs.map(({ inFlight, unread }) => ({
    what: `a commit with the feed against one without, ${inFlight} in flight`,
    figure: unread,
    most: 1.1,
  }));
}

async function ofStart(): Promise<readonly Budget[]> {
  return [{ what: 'importing the root entry against @casl/ability', figure: await startRatio(), most: 1.8 }];
}

async function ofDecisions(): Promise<readonly Budget[]> {
  const best = await bestOfDecisions('decision-figures', 'decisionFigures');
  const times = (name: string, other: string): number => best(name, 'time') / best(other, 'time');
  return [
    { what: 'allow against nested maps, 1 delegation', figure: times('1 allow authorize', '1 allow nested maps'), most: 2 },
    {
      what: 'allow against nested maps, 1,000 delegations',
      figure: times('1000 allow authorize', '1000 allow nested maps'),
      most: 2,
    },
    { what: 'deny against allow, 1 delegation', figure: times('1 deny authorize', '1 allow authorize'), most: 1.15 },
    {
      what: 'deny against allow, 1,000 delegations',
      figure: times('1000 deny authorize', '1000 allow authorize'),
      most: 1.15,
    },
    { what: 'allow, 1,000 delegations against 1', figure: times('1000 allow authorize', '1 allow authorize'), most: 1.5 },
    { what: 'deny, 1,000 delegations against 1', figure: times('1000 deny authorize', '1 deny authorize'), most: 1.5 },
    ...['1 allow', '1 deny', '1000 allow', '1000 deny'].map((name) => ({
      what: `bytes that decisions allocate once they are compiled: ${name}`,
      figure: best(`${name} authorize`, 'allocated'),
      most: 0,
    })),
  ];
}

async function ofRoleDecisions(): Promise<readonly Budget[]> {
  const best = await bestOfDecisions('role-decision-figures', 'roleDecisionFigures');
  const times = (name: string, other: string): number => best(name, 'time') / best(other, 'time');
  return ['allow', 'deny'].flatMap((answer) => [
    ...[1, 190].map((others) => ({
      what: `${answer} about a person against nested maps, 10 role delegations, and ${others} of other partners`,
      figure: times(`${others} ${answer} authorizeAt`, `${others} ${answer} nested maps`),
      most: 1.6,
    })),
    {
      what: `${answer} about a person, 190 role delegations of other partners against 1`,
      figure: times(`190 ${answer} authorizeAt`, `1 ${answer} authorizeAt`),
      most: 1.1,
    },
    ...[1, 190].map((others) => ({
      what: `bytes that decisions about people allocate once they are compiled: ${others} ${answer}`,
      figure: best(`${others} ${answer} authorizeAt`, 'allocated'),
      most: 0,
    })),
  ]);
}

/** The best of several programs, by what was decided and by whom. */
async function bestOfDecisions(
  file: string,
  name: string,
): Promise<(what: string, figure: 'time' | 'allocated') => number> {
  const runs: DecisionFigures[] = [];
  for (let run = 0; run < PROGRAMS; run += 1) {
    runs.push((await inAProgram(`import { ${name} } from './test/bench/${file}'`, `${name}()`)) as DecisionFigures);
  }
  return (what, figure) => Math.min(...runs.map((figures) => figures[what]?.[figure] ?? Number.NaN));
}

async function ofCommands(): Promise<readonly Budget[]> {
  const runs: CommandFigures[] = [];
  const imports = "import { commandFigures } from './test/bench/command-figures'";
  for (let run = 0; run < PROGRAMS; run += 1) {
    runs.push((await inAProgram(imports, 'commandFigures()')) as CommandFigures);
  }
  const times = (name: string, other: string): number =>
    Math.min(...runs.map((figures) => (figures[name] ?? Number.NaN) / (figures[other] ?? Number.NaN)));
  return [
    {
      what: 'accepting and applying, 1 delegation, against copying the command as JSON',
      figure: times('accept 1', 'copy the command as JSON'),
      most: 1,
    },
    {
      what: 'accepting and applying, 1,000 delegations, against copying, freezing and looking through so many',
      figure: times('accept 1000', 'copy, freeze and look through 1000'),
      most: 1.5,
    },
    { what: 'folding 2,000 changes against 200', figure: times('fold 2000', 'fold 200'), most: 15 },
    {
      what: 'accepting through the service, in memory, against accepting and applying',
      figure: times('accept through the service', 'accept 1'),
      most: 6,
    },
  ];
}
