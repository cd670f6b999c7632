import { Kysely, MysqlDialect } from 'kysely';
import { failoverPool } from './mysql-pool';

// The same order in every process, so that all write to the same node.
const nodes = ['db1.internal', 'db2.internal', 'db3.internal'];
const pool = failoverPool(
  nodes.map((host) => ({ host, user: 'portal', database: 'portal' })),
);
const dialect = new MysqlDialect({ pool });
export const db = new Kysely<unknown>({ dialect });
export const options = { db, dialect: 'mysql' } as const;
