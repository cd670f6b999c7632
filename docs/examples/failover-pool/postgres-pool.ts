import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

const ROUNDS = 4;
const PAUSE_MILLISECONDS = 250;
const ANSWER_MILLISECONDS = 1_000;

/**
 * One pool over a primary of PostgreSQL and its standbys, for Kysely's
 * `PostgresDialect`. It stays with a server as long as that takes writes, and
 * then looks for the one that does.
 */
export function failoverPool(hosts: readonly pg.PoolConfig[]): PostgresPool {
  const pools = hosts.map((host) => {
    const pool = new pg.Pool({
      connectionTimeoutMillis: ANSWER_MILLISECONDS,
      ...host,
    });
    // Without listeners, a lost connection would end the process.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  });
  let current = 0;

  const pool = {
    // Kysely asks for them from 0.29 on.
    options: {},
    connect: async () => {
      const refusals: unknown[] = [];
      for (let tries = 1; tries <= ROUNDS * pools.length; tries += 1) {
        const tried = current;
        const server = pools[tried];
        if (server === undefined) break;
        try {
          return await writingClient(server);
        } catch (error) {
          refusals.push(error);
        }
        if (current === tried) current = (tried + 1) % pools.length;
        if (tries % pools.length === 0) await pause(PAUSE_MILLISECONDS);
      }
      throw new AggregateError(refusals, 'no server takes writes');
    },
    end: async () => {
      await Promise.all(pools.map((one) => one.end()));
    },
  };
  return pool;
}

async function writingClient(pool: pg.Pool): Promise<PostgresPoolClient> {
  const client = await pool.connect();
  try {
    const asked = client.query<{ transaction_read_only: string }>(
      'show transaction_read_only',
    );
    const { rows } = await Promise.race([asked, noAnswer()]);
    if (rows[0]?.transaction_read_only === 'off') return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
  throw new Error('a standby takes no writes');
}

/** A server that is frozen keeps its connections, and says nothing. */
async function noAnswer(): Promise<never> {
  await pause(ANSWER_MILLISECONDS, undefined, { ref: false });
  throw new Error('no answer');
}
