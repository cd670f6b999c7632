import { err, ok, Result } from 'neverthrow';
import { decodeActor, type Actor, type OperatorActor } from '../../model/actor';
import type { CustomerRelationships } from '../../model/customer-relationships';
import { joined, object, type Decoder } from '../../model/decode';
import type { CustomerId, OfferId, PartnerId } from '../../model/identifiers';
import type { MalformedInput } from '../../model/malformed-input';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RelationshipChange } from '../../model/relationship-change';
import type { RoleOffer } from '../../model/role-offer';
import type { Page, PageRequest } from '../../repository/page';
import { unknownCursor, type LoadError, type PageError } from '../../repository/storage-error';
import { isOperator, notTheOperator, type NotTheOperator } from '../../rules/not-the-operator';
import { carryOut } from '../../service/carry-out';
import type { CommandStorageError } from '../../service/command-storage-error';
import { documentsIn } from '../../service/documents';
import { pageOptionsFields, type PageOptions } from '../../service/page-options';
import { readCustomers, readPartners } from '../../service/pages';
import type { UncheckedActor } from '../../service/unchecked';
import { decideSweepRoleOffers, type SweepRoleOffers } from '../offers/sweep-role-offers';
import { dueChanges } from '../time/settle';
import type { RoleSettings } from './options';
import { delegationOf, traceOf } from './traces';

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

/** First all partners, then all customers. */
const PHASES = ['partners', 'customers'] as const;

export async function settleDue(
  settings: RoleSettings,
  input: SettleDueInput,
): Promise<Result<SettleDueOutcome, SettleDueError | PageError | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { by, after, limit } = decoded.value;
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  // A cursor is the name of a phase, and a cursor of its list or nothing.
  const place = after ?? 'partners ';
  const phase = PHASES.find((one) => place.startsWith(`${one} `));
  if (phase === undefined) return err(unknownCursor(place));
  const afterInList = place.slice(phase.length + 1);
  const wanted = { after: afterInList === '' ? null : afterInList, limit };
  const { repository } = settings;
  const partners: PartnerId[] = [];
  const customers: CustomerId[] = [];
  const settled =
    phase === 'partners'
      ? await settleEach(partners, await readPartners(repository, wanted), (id) => settlePartner(settings, id, by))
      : await settleEach(customers, await readCustomers(repository, wanted), (id) => settleCustomer(settings, id, by));
  const outcome = (next: string | null): SettleDueOutcome =>
    Object.freeze({ partners: Object.freeze(partners), customers: Object.freeze(customers), next });
  if (settled.isOk()) {
    if (settled.value !== null) return ok(outcome(`${phase} ${settled.value}`));
    return ok(outcome(phase === 'partners' ? 'customers ' : null));
  }
  // What was settled is told. The next call reads the same page, of which what is settled has nothing due any more.
  if (partners.length + customers.length > 0) return ok(outcome(place));
  return err(settled.error.code === 'unknown-cursor' ? unknownCursor(place) : settled.error);
}

type Failure = MalformedInput | PageError | CommandStorageError;

/** Settles one after the other until one fails, and adds those that changed to `done`. Answers where the list goes on. */
async function settleEach<Id>(
  done: Id[],
  page: Result<Page<{ readonly id: Id }>, PageError>,
  settle: (id: Id) => Promise<Result<boolean, Failure>>,
): Promise<Result<string | null, Failure>> {
  if (page.isErr()) return err(page.error);
  for (const { id } of page.value.items) {
    const changed = await settle(id);
    if (changed.isErr()) return err(changed.error);
    if (changed.value) done.push(id);
  }
  return ok(page.value.next);
}

/** Whether something was due in a customer's document. It may have been erased since the list was read. */
async function settleCustomer(
  settings: RoleSettings,
  id: CustomerId,
  by: OperatorActor,
): Promise<Result<boolean, Failure>> {
  const outcome = await carryOut<CustomerId, CustomerRelationships, RelationshipChange, LoadError>(settings, {
    documents: documentsIn(settings.repository).customers,
    id,
    prepare: (state) => ok((at) => ok(state === null ? [] : dueChanges(state, { at, by }))),
  });
  return outcome.map(({ changes }) => changes.length > 0);
}

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
  const { customers } = documentsIn(settings.repository);
  const ids = [...new Set(offers.map(({ takenBy, customerId }) => takenBy ?? customerId).filter((id) => id !== null))];
  const loaded = Result.combine(await Promise.all(ids.map((id) => customers.load(id))));
  if (loaded.isErr()) return err(loaded.error);
  const known = new Map(ids.map((id, at) => [id, loaded.value[at] ?? null]));
  const approved = new Set<OfferId>();
  for (const { id: offerId, partnerId, takenBy } of offers) {
    const state = takenBy === null ? null : (known.get(takenBy)?.state ?? null);
    if (takenBy === null || state === null) continue;
    const isHeld = delegationOf(state, { partnerId, offerId }) !== undefined;
    // It may have ended since it was approved. If it was not approved, its customer can still finish that.
    const trace = isHeld ? ok('held') : await traceOf(settings, takenBy, { partnerId, offerId });
    if (trace.isErr()) return err(trace.error);
    if (trace.value !== 'none') approved.add(offerId);
  }
  const erased = new Set(ids.filter((id) => known.get(id)?.state === null));
  return ok({ approved, erased });
}
