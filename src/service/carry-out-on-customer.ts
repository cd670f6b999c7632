import { err, ok, type Result } from 'neverthrow';
import { trust } from '../model/brand';
import type { Timed } from '../model/command-door';
import type { CustomerRelationships } from '../model/customer-relationships';
import { joined, object, type Fields } from '../model/decode';
import { decodeCustomerId, type CustomerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { RelationshipChange } from '../model/relationship-change';
import { carryOut, type Prepare } from './carry-out';
import { carryOutAndAnswer, type Left } from './carry-out-and-answer';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { CustomerThenAccount } from './load-both';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import { unknownCustomer, type UnknownCustomer } from './unknown';

type LeftOfCustomer = Left<CustomerRelationships, RelationshipChange>;

/** Reads what else a decision about a customer depends on. */
export type PrepareCustomer<Refusal> = Prepare<CustomerRelationships, RelationshipChange, Refusal>;

/** Carries out a command on a customer, known or new, after which there is one. */
export function carryOutOnCustomer<Refusal>(
  settings: Settings,
  id: CustomerId,
  prepare: PrepareCustomer<Refusal>,
  load: CustomerThenAccount['customer'] = documentsIn(settings.repository).customers.load,
): Promise<Result<RelationshipOutcome, Refusal | MalformedInput | CommandStorageError>> {
  const documents = { ...documentsIn(settings.repository).customers, load };
  return carryOutAndAnswer(settings, { documents, id, prepare }, relationshipOutcome);
}

export function relationshipOutcome({ state, changes }: LeftOfCustomer): RelationshipOutcome {
  return Object.freeze({ relationships: state, changes: Object.freeze(changes) });
}

/** Carries out a command on a customer, which may have been erased by then. Answers whether it changed something. */
export async function changesCustomer<Refusal>(
  settings: Settings,
  id: CustomerId,
  decide: (state: CustomerRelationships, at: Instant) => Result<readonly RelationshipChange[], Refusal>,
): Promise<Result<boolean, Refusal | MalformedInput | CommandStorageError>> {
  const { customers: documents } = documentsIn(settings.repository);
  const prepare: PrepareCustomer<Refusal> = (state) =>
    ok((at) => (state === null ? ok([]) : decide(state, at)));
  const outcome = await carryOut(settings, { documents, id, prepare });
  return outcome.map(({ changes }) => changes.length > 0);
}

/** A command of a service on a customer that has to be known. */
export type CommandOnCustomer<Input, Answer, Refusal, Known extends Settings = Settings> = (
  settings: Known,
  input: Input,
) => Promise<Result<Answer, Refusal | MalformedInput | UnknownCustomer | CommandStorageError>>;

/**
 * Makes a command of a service on a customer that has to be known.
 *
 * @param expected the name of its input, for errors
 * @param fields those of its input, besides the customer's id
 * @param answerOf takes the answer from what the command has left
 */
export function commandOnCustomer<Own extends object, Answer extends object, Refusal, Known extends Settings>(
  expected: string,
  fields: Fields<Own>,
  decide: (
    state: CustomerRelationships,
    command: Own & Timed,
    settings: Known,
  ) => Result<readonly RelationshipChange[], Refusal>,
  answerOf: (left: LeftOfCustomer, command: Own) => Answer,
): CommandOnCustomer<unknown, Answer, Refusal, Known> {
  type CheckedInput = Own & { readonly customerId: CustomerId };
  const decodeInput = object(
    expected,
    trust<Fields<CheckedInput>>(joined({ customerId: decodeCustomerId }, fields)),
  );
  return async (settings, input) => {
    const decoded = decodeInput(input);
    if (decoded.isErr()) return err(decoded.error);
    const command = decoded.value;
    const id = command.customerId;
    const { customers: documents } = documentsIn(settings.repository);
    const prepare: PrepareCustomer<Refusal | UnknownCustomer> = (state) =>
      state === null ? err(unknownCustomer(id)) : ok((at) => decide(state, { ...command, at }, settings));
    return carryOutAndAnswer(settings, { documents, id, prepare }, (left) => answerOf(left, command));
  };
}
