import type { ConnectedSession, OpenTransaction, SqlDialect } from './options';
import { counterOf, send, sql, type Sql } from './statement';
import { withinTransaction } from './verdict';

/**
 * A setting of PostgreSQL that goes away with its transaction. A statement by itself is a transaction, so who finds it
 * set is in one that was begun before, and in which this library has read.
 */
const TRACE: Sql = ["'partner_relationships.has_read'"];

/** Leaves the trace of a read on PostgreSQL, and is true. As a subquery it is carried out whichever rows there are. */
export const leavingTrace: Sql = sql`(select set_config(${TRACE}, '1', true)) = '1'`;

/** Whether there is such a trace: never for a statement by itself. */
export const isTraced: Sql = sql`coalesce(current_setting(${TRACE}, true), '') = '1'`;

/**
 * Whether a statement of PostgreSQL that has not written yet is in a transaction in which this library has read, or
 * somebody has written: never for a statement by itself.
 */
export const isInForeignTransaction: Sql = sql`(${isTraced} or txid_current_if_assigned() is not null)`;

/** The isolation level of the next transaction and of the session. MySQL and MariaDB have different names for them. */
const NEXT_LEVEL: Sql = ['/*!50720 @@transaction_isolation */ /*M! @@tx_isolation */'];
export const SESSION_LEVEL: Sql = ['/*!50720 @@session.transaction_isolation */ /*M! @@session.tx_isolation */'];

/**
 * Sets the isolation level of the next transaction on MySQL or MariaDB, which is refused inside a transaction. A
 * session that chains its transactions would always be in one.
 */
function settingLevel(next: Sql, level: Sql): Sql {
  return sql`set ${next} = if(@@completion_type = 'CHAIN', 'CHAIN', ${level})`;
}

/** Refuses a transaction that is open, in a statement that only MariaDB carries out. */
export function refusingOnMariadb(): Sql {
  return settingLevel(['@@tx_isolation'], ['@@session.tx_isolation']);
}

/**
 * Makes sure that no transaction is open on a connection before one is begun. SQLite does so by itself at BEGIN.
 *
 * @param level for MySQL, the isolation level of the next transaction
 * @throws if one is open: it is the application's, and not ended here
 */
export async function refuseForeignTransaction<Transaction extends OpenTransaction>(
  session: ConnectedSession<Transaction>,
  dialect: SqlDialect,
  level: Sql = SESSION_LEVEL,
): Promise<void> {
  if (dialect === 'mysql') {
    await send(session, dialect, settingLevel(NEXT_LEVEL, level));
  } else if (dialect === 'postgres' && !(await isAlone(session))) {
    const { rows } = await send(session, dialect, sql`select 1 as found where ${isTraced}`);
    if (rows.length > 0) throw withinTransaction();
  }
}

/**
 * Leaves a trace, and tells whether its transaction is known to have begun with it. Without values, most drivers send a
 * statement in one message, with which both times are the same; with several messages they differ.
 */
async function isAlone(session: ConnectedSession): Promise<boolean> {
  const alone = sql`case when ${leavingTrace} and now() = statement_timestamp() then 1 else 0 end`;
  const { rows } = await send(session, 'postgres', sql`select ${alone} as alone`);
  return counterOf(rows[0]?.['alone']) === 1;
}
