import { err, type Result } from 'neverthrow';
import {
  decideImportCustomer,
  importCustomerFields,
  type ImportCustomer,
  type ImportCustomerError,
  type ImportedDelegation,
  type ImportedRelationship,
} from '../customers/import-customer';
import type { UncheckedFields } from '../model/brand';
import { object, type Decoder } from '../model/decode';
import type { LoadError } from '../repository/storage-error';
import { carryOutOnCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { loadRegistered } from './load-partner';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedCustomer } from './unchecked';

/** A customer to import, with what it has elsewhere. */
export interface ImportCustomerInput {
  readonly customer: UncheckedCustomer;
  readonly relationships: readonly UncheckedFields<ImportedRelationship>[];
  readonly delegations: readonly UncheckedFields<ImportedDelegation>[];
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ImportCustomer, 'partners' | 'at'>;

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>('an import', importCustomerFields);

export async function importCustomer(
  settings: Settings,
  input: ImportCustomerInput,
): Promise<Result<RelationshipOutcome, ImportCustomerError | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  const { relationships, delegations } = command;
  const named = [...relationships, ...delegations].map(({ partnerId }) => partnerId);
  const through = delegations.flatMap(({ throughPartnerId }) => throughPartnerId ?? []);

  return carryOutOnCustomer<ImportCustomerError | LoadError>(settings, command.customer.id, async (state) => {
    const registered = await loadRegistered(settings, [...named, ...through]);
    return registered.map((partners) => (at) => decideImportCustomer(state, { ...command, partners, at }));
  });
}
