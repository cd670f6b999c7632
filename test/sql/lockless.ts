import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver } from 'kysely';

/**
 * A dialect of MySQL that takes FOR UPDATE with SKIP LOCKED and locks nothing, as TiDB does. After each such reading it
 * waits for what happens meanwhile.
 */
export function lockless(dialect: Dialect, meanwhile: () => Promise<void>): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => withoutLocks(dialect.createDriver(), meanwhile),
  };
}

function withoutLocks(driver: Driver, meanwhile: () => Promise<void>): Driver {
  const changed = new WeakSet<DatabaseConnection>();
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async () => {
    const connection = await acquire();
    if (changed.has(connection)) return connection;
    changed.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <R>(query: CompiledQuery) => {
      const [reading = '', locking] = query.sql.split(/ for update (?=.*skip locked)/);
      if (locking === undefined) return execute<R>(query);
      const result = await execute<R>(CompiledQuery.raw(reading, [...query.parameters]));
      await meanwhile();
      return result;
    };
    return connection;
  };
  return driver;
}
