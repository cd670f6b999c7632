import { err, ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { RelationshipChange } from '../model/relationship-change';
import { corruptData } from '../repository/storage-error';
import { carryOut, WITHOUT_STATE, type Prepare } from './carry-out';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import { unknownCustomer, type UnknownCustomer } from './unknown';

/** Carries out a command on a customer, known or new, after which there is one. */
export async function carryOutOnCustomer<Refusal>(
  settings: Settings,
  id: CustomerId,
  prepare: Prepare<CustomerRelationships, RelationshipChange, Refusal>,
): Promise<Result<RelationshipOutcome, Refusal | MalformedInput | CommandStorageError>> {
  const outcome = await carryOut(settings, { documents: documentsIn(settings.repository).customers, id, prepare });
  return outcome.andThen(({ state, changes }) =>
    state === null
      ? err(corruptData(WITHOUT_STATE))
      : ok(Object.freeze({ relationships: state, changes: Object.freeze(changes) })),
  );
}

/** Carries out a command on a customer that has to be known. */
export async function carryOutOnKnownCustomer<Command extends { readonly customerId: CustomerId }, Refusal>(
  settings: Settings,
  input: Result<Command, MalformedInput>,
  decide: (
    state: CustomerRelationships,
    command: Command & { readonly at: Instant },
  ) => Result<readonly RelationshipChange[], Refusal>,
): Promise<Result<RelationshipOutcome, Refusal | MalformedInput | UnknownCustomer | CommandStorageError>> {
  if (input.isErr()) return err(input.error);
  const command = input.value;
  return carryOutOnCustomer<Refusal | UnknownCustomer>(settings, command.customerId, (state) =>
    state === null ? err(unknownCustomer(command.customerId)) : ok((at) => decide(state, { ...command, at })),
  );
}
