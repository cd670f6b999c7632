import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** How a connection carries out a statement. */
export type Execute = DatabaseConnection['executeQuery'];

/** A dialect whose connections carry out statements in another way, made of their own. */
export function executing(dialect: Dialect, otherwise: (execute: Execute) => Execute): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => changed(dialect.createDriver(), otherwise),
  };
}

function changed(driver: Driver, otherwise: (execute: Execute) => Execute): Driver {
  const known = new WeakSet<DatabaseConnection>();
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async () => {
    const connection = await acquire();
    if (known.has(connection)) return connection;
    known.add(connection);
    connection.executeQuery = otherwise(connection.executeQuery.bind(connection));
    return connection;
  };
  return driver;
}
