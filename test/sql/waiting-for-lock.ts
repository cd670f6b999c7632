import { sql, type Kysely } from 'kysely';

/**
 * Until a connection to MySQL or MariaDB waits for a lock. The table that tells so as well is not renewed while it is
 * asked again and again.
 */
export async function waitingForLock(admin: Kysely<unknown>, connection: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ Status: string }>`show engine innodb status`.execute(admin);
    const transactions = rows[0]?.Status.split('---TRANSACTION') ?? [];
    const isOf = (transaction: string): boolean => transaction.includes(`thread id ${connection},`);
    if (transactions.some((transaction) => isOf(transaction) && transaction.includes('LOCK WAIT'))) return;
  }
}
