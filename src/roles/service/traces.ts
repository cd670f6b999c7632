import type { Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { CustomerId } from '../../model/identifiers';
import type { RoleDelegation } from '../../model/role-delegation';
import { endsRoles } from '../../model/roles';
import type { LoadError } from '../../repository/storage-error';
import { foldHistory } from '../../service/history';
import type { OfferPlace } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** The delegation that an offer became, as far as the customer's document has it. */
export function delegationOf(state: CustomerRelationships | null, offer: OfferPlace): RoleDelegation | undefined {
  return state?.roleDelegations?.find((delegation) => isOf(delegation, offer));
}

/** Ids of offers are unique, and a partner that gets to know another one's must not meet with its delegation. */
function isOf({ id, partnerId, throughPartnerId }: RoleDelegation, offer: OfferPlace): boolean {
  return id === offer.offerId && (throughPartnerId ?? partnerId) === offer.partnerId;
}

/** Whether a customer held the delegation that an offer became until it was over. What was before it was erased is gone. */
export async function hasEnded(
  { repository }: RoleSettings,
  customerId: CustomerId,
  offer: OfferPlace,
): Promise<Result<boolean, LoadError>> {
  let isOver = false;
  const read = await foldHistory(repository, customerId, null, (change) => {
    if ('delegation' in change && isOf(change.delegation, offer)) isOver = endsRoles(change.kind);
  });
  return read.map(() => isOver);
}
