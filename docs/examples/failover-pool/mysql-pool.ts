import { setTimeout as pause } from 'node:timers/promises';
import type { MysqlPool, MysqlPoolConnection } from 'kysely';
import { createPool, type Pool, type PoolOptions } from 'mysql2';

const ROUNDS = 4;
const PAUSE_MILLISECONDS = 250;
const ANSWER_MILLISECONDS = 1_000;

/**
 * One pool over the nodes of a Galera cluster, for Kysely's `MysqlDialect`. It
 * stays with a node as long as that carries out statements, and then takes the
 * next. A node without quorum still accepts connections, so each is tried out
 * before it is given.
 */
export function failoverPool(nodes: readonly PoolOptions[]): MysqlPool {
  const pools = nodes.map((node) => {
    const pool = createPool({ connectTimeout: ANSWER_MILLISECONDS, ...node });
    // Reads see what was committed on any node before.
    pool.on('connection', (connection) =>
      connection.query('set session wsrep_sync_wait = 1'),
    );
    return pool;
  });
  let current = 0;

  const connect = async (): Promise<MysqlPoolConnection> => {
    const refusals: unknown[] = [];
    for (let tries = 1; tries <= ROUNDS * pools.length; tries += 1) {
      const tried = current;
      const pool = pools[tried];
      if (pool === undefined) break;
      try {
        return await workingConnection(pool);
      } catch (error) {
        refusals.push(error);
      }
      if (current === tried) current = (tried + 1) % pools.length;
      if (tries % pools.length === 0) await pause(PAUSE_MILLISECONDS);
    }
    throw new AggregateError(refusals, 'no node takes statements');
  };

  return {
    getConnection: (callback) => {
      connect().then(
        (connection) => callback(null, connection),
        // There is no connection, and Kysely looks for the error first.
        (error: unknown) => callback(error, undefined as never),
      );
    },
    end: (callback) => {
      Promise.all(pools.map((pool) => pool.promise().end())).then(
        () => callback(null),
        callback,
      );
    },
  };
}

function workingConnection(pool: Pool): Promise<MysqlPoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((failed, connection) => {
      if (failed) return reject(failed);
      // Without `wsrep_sync_wait` a node without quorum answers this as well.
      const question = { sql: 'select 1', timeout: ANSWER_MILLISECONDS };
      connection.query(question, (refused) => {
        if (refused === null) return resolve(connection);
        connection.destroy();
        reject(refused);
      });
    });
  });
}
