import { drizzle } from 'drizzle-orm/pg-proxy';
import { pgTable, text } from 'drizzle-orm/pg-core';
import {
  queryOf,
  type Committed,
  type OpenTransaction,
} from 'partner-relationships/sql';

const jobs = pgTable('jobs', {
  documentId: text('document_id').notNull(),
  revision: text('revision').notNull(),
});

export async function enqueue(
  transaction: OpenTransaction,
  { document, revision }: Committed,
): Promise<void> {
  const query = queryOf(transaction);
  const orm = drizzle(async (statement, values) => {
    const { rows } = await query(statement, values);
    return { rows: rows.map((row) => Object.values(row)) };
  });
  await orm.insert(jobs).values({ documentId: document.id, revision });
}
