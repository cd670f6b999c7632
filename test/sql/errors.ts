/** An error as a driver throws it. */
export function thrown(message: string, fields: Readonly<Record<string, unknown>> = {}): Error {
  return Object.assign(new Error(message), fields);
}

export function postgresSays(code: string, severity = 'ERROR'): Error {
  return thrown(`PostgreSQL says ${code}`, { code, severity });
}

export function mysqlSays(errno: number, code: string): Error {
  return thrown(`MySQL says ${code}`, { errno, code });
}

/** How mysql2 throws when the line is gone. */
export function mysqlLost(): Error {
  return thrown('The server closed the connection.', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });
}

export function sqliteSays(code: string, message = `SQLite says ${code}`): Error {
  return thrown(message, { code });
}
