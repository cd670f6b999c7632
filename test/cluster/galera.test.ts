import { beforeAll, describe } from 'vitest';
import { engineConformance } from '../sql/engine-conformance';
import { mysqlStorageAt } from '../sql/storage';
import { GALERA_SESSION, startGalera, type Galera } from './galera';
import { CLUSTER_SIZES } from './sizes';

describe('A repository on MariaDB Galera, with each handle on the next of three nodes', () => {
  let galera: Galera;

  beforeAll(async () => {
    galera = await startGalera();
    return () => galera.stop();
  });

  engineConformance(
    {
      name: 'MariaDB Galera',
      dialect: 'mysql',
      storage: () => mysqlStorageAt(galera.urls, GALERA_SESSION),
    },
    CLUSTER_SIZES,
  );
});
