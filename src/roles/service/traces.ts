import { ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { CustomerId } from '../../model/identifiers';
import type { RoleDelegation } from '../../model/role-delegation';
import type { LoadError } from '../../repository/storage-error';
import { foldHistory } from '../../service/history';
import type { OfferPlace } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/**
 * What became of an offer at a customer: it never approved it (`none`), holds the delegation (`held`), or held it until
 * it was over (`ended`). Nothing is known of what was before the customer was erased.
 */
export type Trace = 'none' | 'held' | 'ended';

/** The delegation that an offer became, as far as the customer's document has it. */
export function delegationOf(state: CustomerRelationships | null, offer: OfferPlace): RoleDelegation | undefined {
  return state?.roleDelegations?.find((delegation) => isOf(delegation, offer));
}

/** Ids of offers are unique, and a partner that gets to know another one's must not meet with its delegation. */
function isOf({ id, partnerId, throughPartnerId }: RoleDelegation, offer: OfferPlace): boolean {
  return id === offer.offerId && (throughPartnerId ?? partnerId) === offer.partnerId;
}

/** What became of an offer at a customer, as its document or its history tells. */
export async function traceOf(
  { repository }: RoleSettings,
  customerId: CustomerId,
  state: CustomerRelationships | null,
  offer: OfferPlace,
): Promise<Result<Trace, LoadError>> {
  let trace: Trace = 'none';
  if (delegationOf(state, offer) !== undefined) return ok('held');
  const read = await foldHistory(repository, customerId, null, (change) => {
    if (!('delegation' in change) || !isOf(change.delegation, offer)) return;
    const isOver = change.kind === 'role-delegation-expired' || change.kind === 'role-delegation-terminated';
    trace = isOver ? 'ended' : 'held';
  });
  return read.map(() => trace);
}
