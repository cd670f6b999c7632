import { setTimeout as passed } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fault-injection/place';
import { seedOfRun } from '../fault-injection/run';
import { engineConformance } from '../sql/engine-conformance';
import { postgresStorageAt } from '../sql/storage';
import { seeded } from '../fixtures/random';
import { underLoad } from './load';
import { startPostgresQuorum, type PostgresQuorum } from './postgres-quorum';

const SCHEMA = 'marketplace';
/** Longer than it takes the servers to give each other up. */
const AWAY_MILLISECONDS = 5000;
const WHOLE_MILLISECONDS = 3000;
/** How often standbys are cut off in the storm, and for how long: some cuts are over before anybody notices. */
const CUTS = 10;
const CUT_MILLISECONDS = [100, 500, 1000, 2000, 4000] as const;

describe('PostgreSQL with two standbys, one of which every commit waits for', () => {
  let quorum: PostgresQuorum;

  beforeAll(async () => {
    quorum = await startPostgresQuorum();
    return () => quorum.stop();
  });

  describe('A repository on the primary', () => {
    engineConformance({
      name: 'PostgreSQL with standbys',
      dialect: 'postgres',
      storage: () => postgresStorageAt(quorum.primary()),
    });
  });

  it('loses nothing acknowledged, and breaks no rule, while servers are killed, frozen and cut off', async ({ task }) => {
    const urls = quorum.urls.map(({ href }) => href);
    const seed = seedOfRun();
    const random = seeded(seed);
    const findings = await underLoad({
      name: 'PostgreSQL with standbys',
      places: [{ kind: 'postgres-hosts', urls, schema: SCHEMA }],
      servers: urls.map((url): Place => ({ kind: 'postgres', url, schema: SCHEMA })),
      cause: async (now) => {
        const whole = async (): Promise<void> => {
          now('all is well');
          await passed(WHOLE_MILLISECONDS);
        };
        const away = async (what: string, back: () => void): Promise<void> => {
          now(what);
          await passed(AWAY_MILLISECONDS);
          back();
          await whole();
        };
        const failOver = async (after: string): Promise<void> => {
          now(`a standby promoted after the primary was ${after}`);
          await quorum.failOver();
          await whole();
        };
        await whole();
        await failOver('killed');
        await away('the primary frozen', quorum.freezePrimary());
        for (const count of [1, 2] as const) await away(`${count} of 2 standbys frozen`, quorum.freezeStandbys(count));
        now('the primary frozen');
        quorum.freezePrimary();
        await passed(AWAY_MILLISECONDS);
        await failOver('frozen and killed');
        now('the primary cut off from both standbys');
        const mend = quorum.cutOff([0, 1]);
        await passed(AWAY_MILLISECONDS);
        // What waits for a standby is given up with it, and nobody may have been told that it was done.
        await failOver('cut off and killed');
        mend();
        for (let cut = 1; cut <= CUTS; cut += 1) {
          const standbys = random.some([0, 1] as const);
          now(`${standbys.length} of 2 standbys cut off in the storm`);
          const mendAgain = quorum.cutOff(standbys);
          await passed(random.pick(CUT_MILLISECONDS));
          mendAgain();
          now('the storm');
          await passed(random.pick(CUT_MILLISECONDS));
        }
        await whole();
      },
      settled: () => quorum.settled(),
      seed,
    });
    task.meta.findings = findings;
    expect(findings.complaints, `with FAULT_SEED=${seed}`).toEqual([]);
  });
});
