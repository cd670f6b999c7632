import { Kysely, PostgresDialect } from 'kysely';
import { failoverPool } from './postgres-pool';

const hosts = ['db1.internal', 'db2.internal', 'db3.internal'];
const pool = failoverPool(
  hosts.map((host) => ({ host, user: 'portal', database: 'portal' })),
);
const dialect = new PostgresDialect({ pool });
export const db = new Kysely<unknown>({ dialect });
export const options = { db, dialect: 'postgres' } as const;
