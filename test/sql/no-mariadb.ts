import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';

/** A dialect of MySQL whose server is no MariaDB: what only MariaDB carries out is a comment there. */
export function noMariadb(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => withoutCompounds(dialect.createDriver()),
  };
}

function withoutCompounds(driver: Driver): Driver {
  const changed = new WeakSet<DatabaseConnection>();
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async () => {
    const connection = await acquire();
    if (changed.has(connection)) return connection;
    changed.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <R>(query: CompiledQuery) =>
      query.sql.startsWith('/*M!begin') ? { rows: [{ answer: 'no MariaDB' } as R] } : execute<R>(query);
    return connection;
  };
  return driver;
}
