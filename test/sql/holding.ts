import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';
import { noMariadb } from './no-mariadb';

/**
 * A dialect whose commits of this library are written, and then wait before they are in force. On PostgreSQL a commit
 * is one statement, which gets a transaction around it for that; on MariaDB it is made one of several statements.
 */
export function holding(held: Dialect, wait: () => Promise<void>): Dialect {
  const dialect = noMariadb(held);
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => heldBack(dialect.createDriver(), wait),
  };
}

function heldBack(driver: Driver, wait: () => Promise<void>): Driver {
  const given = new Map<DatabaseConnection, DatabaseConnection>();
  const own = (connection: DatabaseConnection): DatabaseConnection => given.get(connection) ?? connection;
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection();
      const held: DatabaseConnection = {
        streamQuery: (query, size) => connection.streamQuery(query, size),
        executeQuery: <R>(query: CompiledQuery) =>
          query.sql.trim().startsWith('with session')
            ? inTransaction<R>(connection, query, wait)
            : connection.executeQuery<R>(query),
      };
      given.set(held, connection);
      return held;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(own(connection), settings),
    commitTransaction: async (connection) => {
      await wait();
      await driver.commitTransaction(own(connection));
    },
    rollbackTransaction: (connection) => driver.rollbackTransaction(own(connection)),
    releaseConnection: async (connection) => {
      await driver.releaseConnection(own(connection));
      given.delete(connection);
    },
    destroy: () => driver.destroy(),
  };
}

async function inTransaction<R>(
  connection: DatabaseConnection,
  query: CompiledQuery,
  wait: () => Promise<void>,
): Promise<QueryResult<R>> {
  await connection.executeQuery(CompiledQuery.raw('begin'));
  try {
    const result = await connection.executeQuery<R>(query);
    await wait();
    await connection.executeQuery(CompiledQuery.raw('commit'));
    return result;
  } catch (error) {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
    throw error;
  }
}
