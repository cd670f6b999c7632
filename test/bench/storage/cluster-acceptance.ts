import type { Pool } from 'mysql2';
import { openMarket, serviceOn } from '../../fixtures/market';
import type { Section } from '../section';
import { contestOnPostgres, outcomesOf, tableOf, type Contest, type Outcome } from './acceptance';
import { byService } from './acceptances';
import { byHandOnMysql } from './by-hand-mysql';
import { leftOut, onGalera, onPostgresQuorum } from './clusters';
import { tablesInMysql } from './databases';

/** Accepting through the service against a careful transaction written by hand, on clusters. */
export async function run(): Promise<Section> {
  return {
    title: 'Accepting, on clusters',
    about:
      'The same contest on three servers on this machine, each of which acknowledges what is on its disk. On Galera ' +
      'all connections lead to one node, and each session begins with `wsrep_sync_wait = 1`; on PostgreSQL a commit ' +
      'waits for one of two standbys.',
    leftOut: leftOut('Galera', 'PostgreSQL, quorum'),
    ...tableOf(await outcomesOnClusters()),
  };
}

export async function outcomesOnClusters(): Promise<readonly Outcome[]> {
  const onNodes = await onGalera(async ({ pool }) => outcomesOf([await contestOnMysql('Galera', pool)]));
  const onQuorum = await onPostgresQuorum(async ({ pool }) =>
    outcomesOf([await contestOnPostgres('PostgreSQL, quorum', pool)]),
  );
  return [...(onNodes ?? []), ...(onQuorum ?? [])];
}

async function contestOnMysql(database: string, poolOf: () => Promise<Pool>): Promise<Contest> {
  const market = await openMarket(serviceOn((await tablesInMysql(await poolOf())).repository));
  const byHand = await byHandOnMysql((await poolOf()).promise(), market);
  return { database, market, library: byService(market), byHand };
}
