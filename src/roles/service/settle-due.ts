import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor, type OperatorActor } from '../../model/actor';
import { joined, object, type Decoder } from '../../model/decode';
import type { CustomerId, OfferId, PartnerId } from '../../model/identifiers';
import type { MalformedInput } from '../../model/malformed-input';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { dueChanges } from '../../model/settlement';
import type { PageRequest } from '../../repository/page';
import type { LoadError, PageError } from '../../repository/storage-error';
import { isOperator, notTheOperator, type NotTheOperator } from '../../rules/not-the-operator';
import { carryOut } from '../../service/carry-out';
import { changesCustomer } from '../../service/carry-out-on-customer';
import type { CommandStorageError } from '../../service/command-storage-error';
import { documentsIn } from '../../service/documents';
import { loadAll } from '../../service/load-all';
import { pageOptionsFields, type PageOptions } from '../../service/page-options';
import { readCustomers, readPartners } from '../../service/pages';
import { sweepPage, sweptList } from '../../service/sweep';
import type { UncheckedActor } from '../../service/unchecked';
import { decideSweepRoleOffers, type SweepRoleOffers } from '../offers/sweep-role-offers';
import type { RoleSettings } from './options';
import { delegationOf, hasEnded } from './traces';

/** What is due to write down, a page of partners or customers at a time. */
export interface SettleDueInput extends PageOptions {
  readonly by: UncheckedActor;
}

/** What a page of settling has written down. */
export interface SettleDueOutcome {
  /** The partners whose accounts changed, in this order. */
  readonly partners: readonly PartnerId[];
  /** The customers whose documents changed, in this order. */
  readonly customers: readonly CustomerId[];
  /** Where to go on; null after the last customer. */
  readonly next: string | null;
}

/** Why nothing is settled. */
export type SettleDueError = MalformedInput | NotTheOperator<'operator-keeps-accounts'>;

interface CheckedInput extends PageRequest {
  readonly by: Actor;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>(
  'a settlement',
  /* @__PURE__ */ joined({ by: decodeActor }, pageOptionsFields),
);

export async function settleDue(
  settings: RoleSettings,
  input: SettleDueInput,
): Promise<Result<SettleDueOutcome, SettleDueError | PageError | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { by, after, limit } = decoded.value;
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const { repository } = settings;
  const partners: PartnerId[] = [];
  const customers: CustomerId[] = [];
  const next = await sweepPage(after ?? 'partners ', limit, [
    sweptList(
      'partners',
      partners,
      (wanted) => readPartners(repository, wanted),
      (id) => settlePartner(settings, id, by),
      () => ok('customers '),
    ),
    sweptList(
      'customers',
      customers,
      (wanted) => readCustomers(repository, wanted),
      (id) => changesCustomer(settings, id, (state, at) => ok(dueChanges(state, { at, by }))),
      () => ok(null),
    ),
  ]);
  return next.map((place) =>
    Object.freeze({ partners: Object.freeze(partners), customers: Object.freeze(customers), next: place }),
  );
}

type Failure = MalformedInput | CommandStorageError;

/** Whether something was due in a partner's account. */
async function settlePartner(
  settings: RoleSettings,
  id: PartnerId,
  by: OperatorActor,
): Promise<Result<boolean, Failure>> {
  const outcome = await carryOut<PartnerId, PartnerAccount, PartnerChange, LoadError>(settings, {
    documents: documentsIn(settings.repository).accounts,
    id,
    prepare: async (account) => {
      if (account === null) return ok(() => ok([]));
      const fates = await fatesOf(settings, account.roleOffers ?? []);
      return fates.map((known) => (at) => decideSweepRoleOffers(account, { ...known, by, at }));
    },
  });
  return outcome.map(({ changes }) => changes.length > 0);
}

/** What the documents of customers tell about the offers that name them or that they have taken. */
async function fatesOf(
  settings: RoleSettings,
  offers: readonly RoleOffer[],
): Promise<Result<Pick<SweepRoleOffers, 'approved' | 'erased'>, LoadError>> {
  const ids = offers.flatMap(({ takenBy, customerId }) => takenBy ?? customerId ?? []);
  const loaded = await loadAll(documentsIn(settings.repository).customers, ids);
  if (loaded.isErr()) return err(loaded.error);
  const approved = new Set<OfferId>();
  for (const { id: offerId, partnerId, takenBy } of offers) {
    const state = takenBy === null ? null : (loaded.value.get(takenBy)?.state ?? null);
    if (takenBy === null || state === null) continue;
    // It may have ended since it was approved. If it was not approved, its customer can still finish that.
    const place = { partnerId, offerId };
    const through = delegationOf(state, place) ? ok(true) : await hasEnded(settings, takenBy, place);
    if (through.isErr()) return err(through.error);
    if (through.value) approved.add(offerId);
  }
  const erased = new Set(ids.filter((id) => loaded.value.get(id)?.state === null));
  return ok({ approved, erased });
}
