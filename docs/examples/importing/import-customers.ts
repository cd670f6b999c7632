import type {
  CommandStorageError,
  ImportCustomerInput,
  RelationshipService,
} from 'partner-relationships';

/** A customer of the other system, with what it has there. */
export type Row = Omit<ImportCustomerInput, 'by'>;

/** A row that is not imported, and why. */
export interface BadRow {
  /** Its number; the first row is 1. */
  readonly row: number;
  readonly code: string;
  /** Where in the row: `delegations[3].partnerId`; empty for all of it. */
  readonly place: string;
  readonly message: string;
}

export interface ImportReport {
  readonly imported: number;
  /** Rows that an earlier import has brought in. */
  readonly unchanged: number;
  /** In the order of the rows. */
  readonly bad: readonly BadRow[];
  /** Why the import stopped early; null if it has seen every row. */
  readonly stopped: CommandStorageError | null;
}

/** So many rows are imported at the same time. */
const AT_ONCE = 8;

export async function importCustomers(
  service: RelationshipService,
  rows: readonly Row[],
  userId: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<ImportReport> {
  const by = { kind: 'operator', userId } as const;
  let imported = 0;
  let unchanged = 0;
  let stopped: CommandStorageError | null = null;
  const bad: BadRow[] = [];

  // All workers take their rows from one iterator, so each row is taken once.
  const remaining = rows.entries();
  const work = async (): Promise<void> => {
    for (const [index, row] of remaining) {
      const answer = await service.importCustomer({ ...row, by });
      if (answer.isOk()) {
        if (answer.value.changes.length > 0) imported += 1;
        else unchanged += 1;
      } else if (answer.error.kind === 'storage') {
        stopped = answer.error;
      } else {
        const { code, message, context } = answer.error;
        const place = 'path' in context ? context.path : '';
        bad.push({ row: index + 1, code, place, message });
      }
      if (stopped !== null) return;
      onProgress(imported + unchanged + bad.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  bad.sort((one, other) => one.row - other.row);
  return { imported, unchanged, bad, stopped };
}
