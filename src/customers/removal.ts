import { checkedRelationshipChange, type DelegationRemoved } from '../model/relationship-change';
import type { ServiceDelegation } from '../model/service-delegation';

/** The end of a delegation. */
export function removal(
  { partnerId, serviceId, throughPartnerId }: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>,
  occasion: Pick<DelegationRemoved, 'at' | 'by' | 'reason'>,
): DelegationRemoved {
  Object.freeze(occasion.reason);
  return checkedRelationshipChange({ kind: 'delegation-removed', ...occasion, partnerId, serviceId, throughPartnerId });
}
