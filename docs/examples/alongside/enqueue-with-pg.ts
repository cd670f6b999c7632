import {
  queryOf,
  type Committed,
  type OpenTransaction,
} from 'partner-relationships/sql';

export async function enqueue(
  transaction: OpenTransaction,
  { document, revision }: Committed,
): Promise<void> {
  const query = queryOf(transaction);
  await query('insert into jobs (document_id, revision) values ($1, $2)', [
    document.id,
    revision,
  ]);
}
