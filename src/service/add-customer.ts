import { err, type Result } from 'neverthrow';
import {
  addCustomerFields,
  decideAddCustomer,
  type AddCustomer,
  type AddCustomerError,
} from '../customers/add-customer';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId, type ServiceId } from '../model/identifiers';
import type { LoadError } from '../repository/storage-error';
import { carryOutOnCustomer, type PrepareCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { customerThenAccount } from './load-both';
import { registered } from './load-partner';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedCustomer } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A new customer to add. */
export interface AddCustomerInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly customer: UncheckedCustomer;
  /** The services that the partner gets admin rights for; may be empty. */
  readonly services: readonly Unchecked<ServiceId>[];
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<AddCustomer, 'partner' | 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an addition of a customer',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, addCustomerFields),
);

export async function addCustomer(
  settings: Settings,
  input: AddCustomerInput,
): Promise<Result<RelationshipOutcome, AddCustomerError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  type Refusal = AddCustomerError | UnknownPartner | LoadError;
  const loading = customerThenAccount(settings, command.partnerId);
  const prepare: PrepareCustomer<Refusal> = async (state) => {
    const account = registered(command.partnerId, await loading.account());
    return account.map(({ partner }) => (at) => decideAddCustomer(state, { ...command, partner, at }));
  };
  return carryOutOnCustomer(settings, command.customer.id, prepare, loading.customer);
}
