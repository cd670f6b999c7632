import { beforeAll, describe } from 'vitest';
import { engineConformance } from '../sql/engine-conformance';
import { postgresStorageAt } from '../sql/storage';
import { startPostgresQuorum, type PostgresQuorum } from './postgres-quorum';
import { CLUSTER_SIZES } from './sizes';

describe('A repository on PostgreSQL, whose commits wait for one of two standbys', () => {
  let quorum: PostgresQuorum;

  beforeAll(async () => {
    quorum = await startPostgresQuorum();
    return () => quorum.stop();
  });

  engineConformance(
    {
      name: 'PostgreSQL with standbys',
      dialect: 'postgres',
      storage: () => postgresStorageAt(quorum.primary),
    },
    CLUSTER_SIZES,
  );
});
