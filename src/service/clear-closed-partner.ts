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
import { CUSTOMER_LISTS, type CustomerList } from '../repository/customer-entry';
import type { PageRequest } from '../repository/page';
import type { PageError } from '../repository/storage-error';
import { isOperator, notTheOperator } from '../rules/not-the-operator';
import { changesCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { loadAccount } from './load-partner';
import type { Settings } from './options';
import { pageOptionsFields, type PageOptions } from './page-options';
import { readListed } from './pages';
import { sweepPage, sweptList, type PlaceAfter } from './sweep';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

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
  const cleared: CustomerId[] = [];
  const listed = (list: CustomerList, placeAfter: PlaceAfter) =>
    sweptList(
      list,
      cleared,
      (wanted) => readListed(settings.repository, list, partnerId, wanted),
      (id) =>
        changesCustomer(settings, id, (state, at) => decideClearClosedPartner(state, { account: account.value, by, at })),
      placeAfter,
    );
  const next = await sweepPage(after ?? 'related ', limit, [
    listed('related', () => ok('administered ')),
    listed('administered', () => placeOfRest(settings, partnerId)),
  ]);
  return next.map((place) => Object.freeze({ cleared: Object.freeze(cleared), next: place }));
}

/** After both lists the beginnings of both are read again, as somebody may have accepted behind the cursor. */
async function placeOfRest(settings: Settings, partnerId: PartnerId): Promise<Result<string | null, PageError>> {
  for (const one of CUSTOMER_LISTS) {
    const first = await readListed(settings.repository, one, partnerId, { after: null, limit: 1 });
    if (first.isErr()) return err(first.error);
    if (first.value.items.length > 0) return ok(`${one} `);
  }
  return ok(null);
}
