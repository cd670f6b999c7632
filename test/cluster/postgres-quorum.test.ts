import { beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fault-injection/place';
import { seedOfRun } from '../fault-injection/run';
import { engineConformance } from '../sql/engine-conformance';
import { postgresStorageAt } from '../sql/storage';
import { told, underLoad } from './load';
import { startPostgresQuorum, type PostgresQuorum } from './postgres-quorum';
import { passed } from './site';
import { CLUSTER_SIZES } from './sizes';

const SCHEMA = 'marketplace';
const FAILOVERS = 2;
const FROZEN_MILLISECONDS = 5000;
const WHOLE_MILLISECONDS = 3000;

describe('PostgreSQL with two standbys, one of which every commit waits for', () => {
  let quorum: PostgresQuorum;

  beforeAll(async () => {
    quorum = await startPostgresQuorum();
    return () => quorum.stop();
  });

  describe('A repository on the primary', () => {
    engineConformance(
      {
        name: 'PostgreSQL with standbys',
        dialect: 'postgres',
        storage: () => postgresStorageAt(quorum.primary()),
      },
      CLUSTER_SIZES,
    );
  });

  it('loses nothing acknowledged, and breaks no rule, while servers are killed and frozen', async () => {
    const urls = quorum.urls.map(({ href }) => href);
    const seed = seedOfRun();
    const findings = await underLoad({
      places: [{ kind: 'postgres-hosts', urls, schema: SCHEMA }],
      servers: urls.map((url): Place => ({ kind: 'postgres', url, schema: SCHEMA })),
      cause: async () => {
        for (let failover = 1; failover <= FAILOVERS; failover += 1) {
          await passed(WHOLE_MILLISECONDS);
          await quorum.failOver();
        }
        for (const count of [1, 2] as const) {
          await passed(WHOLE_MILLISECONDS);
          const thaw = quorum.freezeStandbys(count);
          await passed(FROZEN_MILLISECONDS);
          thaw();
        }
        await passed(WHOLE_MILLISECONDS);
      },
      settled: () => quorum.settled(),
      seed,
    });
    console.log(told('PostgreSQL with standbys', findings));
    expect(findings.complaints, `with FAULT_SEED=${seed}`).toEqual([]);
  });
});
