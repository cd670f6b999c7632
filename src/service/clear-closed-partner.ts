import { err, ok, type Result } from 'neverthrow';
import {
  clearClosedPartnerFields,
  decideClearClosedPartner,
  type ClearClosedPartnerError,
} from '../customers/clear-closed-partner';
import type { Actor } from '../model/actor';
import type { Unchecked } from '../model/brand';
import { contradictoryInput } from '../model/contradictory-input';
import { joined, object, type Decoder } from '../model/decode';
import { describe } from '../model/describe';
import { decodePartnerId, type CustomerId, type PartnerId } from '../model/identifiers';
import type { PartnerAccount } from '../model/partner-account';
import { CUSTOMER_LISTS, type CustomerList } from '../repository/customer-entry';
import type { PageRequest } from '../repository/page';
import { unknownCursor, type PageError } from '../repository/storage-error';
import { isOperator, notTheOperator } from '../rules/not-the-operator';
import { carryOutOnCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { loadAccount } from './load-partner';
import type { Settings } from './options';
import { pageOptionsFields, type PageOptions } from './page-options';
import { readCustomersOf } from './pages';
import type { UncheckedActor } from './unchecked';
import { unknownCustomer, type UnknownCustomer, type UnknownPartner } from './unknown';

/** A closed partner to clear, a page of its customers at a time. */
export interface ClearClosedPartnerInput extends PageOptions {
  readonly partnerId: Unchecked<PartnerId>;
  readonly by: UncheckedActor;
}

/** What a page of clearing a closed partner has done. */
export interface ClearClosedPartnerOutcome {
  /** The customers that were cleared, in this order; a customer that had been cleared before is not among them. */
  readonly cleared: readonly CustomerId[];
  /** Where to go on; null if the partner holds nothing of any customer any more. */
  readonly next: string | null;
}

interface CheckedInput extends PageRequest {
  readonly partnerId: PartnerId;
  readonly by: Actor;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>(
  'a clearing',
  /* @__PURE__ */ joined(
    { partnerId: decodePartnerId },
    /* @__PURE__ */ joined(clearClosedPartnerFields, pageOptionsFields),
  ),
);

type SweepError = ClearClosedPartnerError | UnknownPartner | PageError | CommandStorageError;

export async function clearClosedPartner(
  settings: Settings,
  input: ClearClosedPartnerInput,
): Promise<Result<ClearClosedPartnerOutcome, SweepError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, by, after, limit } = decoded.value;
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const account = await loadAccount(settings, partnerId);
  if (account.isErr()) return err(account.error);
  const { standing } = account.value.partner;
  if (standing !== 'closed') {
    const expected = 'a partner whose account is closed';
    return err(contradictoryInput({ path: 'partnerId', expected, received: `one that is ${describe(standing)}` }));
  }
  // A cursor is the name of a list, and a cursor of this list or nothing.
  const place = after ?? 'related ';
  const list = CUSTOMER_LISTS.find((one) => place.startsWith(`${one} `));
  if (list === undefined) return err(unknownCursor(place));
  const afterInList = place.slice(list.length + 1);

  const wanted = { after: afterInList === '' ? null : afterInList, limit };
  const page = await readCustomersOf(settings.repository, list, partnerId, wanted);
  if (page.isErr()) return err(page.error.code === 'unknown-cursor' ? unknownCursor(place) : page.error);
  const cleared: CustomerId[] = [];
  const outcome = (next: string | null): ClearClosedPartnerOutcome =>
    Object.freeze({ cleared: Object.freeze(cleared), next });
  for (const { customer } of page.value.items) {
    const done = await clear(settings, customer.id, account.value, by);
    // What was cleared is told. The next call begins with the customer at which this one failed.
    if (done.isErr()) return cleared.length === 0 ? err(done.error) : ok(outcome(place));
    if (done.value) cleared.push(customer.id);
  }
  const next = await nextPlace(settings, partnerId, list, page.value.next);
  if (next.isErr()) return cleared.length === 0 ? err(next.error) : ok(outcome(place));
  return ok(outcome(next.value));
}

/** Whether the partner held something of this customer. */
async function clear(
  settings: Settings,
  id: CustomerId,
  account: PartnerAccount,
  by: Actor,
): Promise<Result<boolean, ClearClosedPartnerError | CommandStorageError>> {
  const outcome = await carryOutOnCustomer<ClearClosedPartnerError | UnknownCustomer>(settings, id, (state) =>
    state === null ? err(unknownCustomer(id)) : ok((at) => decideClearClosedPartner(state, { account, by, at })),
  );
  if (outcome.isOk()) return ok(outcome.value.changes.length > 0);
  // The customer was erased after the list was read.
  return outcome.error.code === 'unknown-customer' ? ok(false) : err(outcome.error);
}

/** After both lists the beginnings of both are read again, as somebody may have accepted behind the cursor. */
async function nextPlace(
  settings: Settings,
  partnerId: PartnerId,
  list: CustomerList,
  next: string | null,
): Promise<Result<string | null, PageError>> {
  if (next !== null) return ok(`${list} ${next}`);
  if (list === 'related') return ok('administered ');
  for (const one of CUSTOMER_LISTS) {
    const first = await readCustomersOf(settings.repository, one, partnerId, { after: null, limit: 1 });
    if (first.isErr()) return err(first.error);
    if (first.value.items.length > 0) return ok(`${one} `);
  }
  return ok(null);
}
