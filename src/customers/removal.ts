import { checkedRelationshipChange, type DelegationRemoved } from '../model/relationship-change';
import type { ServiceDelegation } from '../model/service-delegation';

/** The end of a delegation. */
export function removal(
  { partnerId, serviceId, throughPartnerId }: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>,
  { at, by, reason }: Pick<DelegationRemoved, 'at' | 'by' | 'reason'>,
): DelegationRemoved {
  // In the order of the stored format, as a checked change is encoded as it is.
  return checkedRelationshipChange({
    kind: 'delegation-removed',
    at,
    by,
    partnerId,
    serviceId,
    throughPartnerId,
    reason: Object.freeze(reason),
  });
}
