import type { ServiceId } from '../model/identifiers';
import { checkedRelationshipChange, type DelegationGranted } from '../model/relationship-change';
import type { ServiceDelegation } from '../model/service-delegation';

/** A delegation of each of these services to one partner, except for those that it holds already. */
export function grants(
  delegations: readonly ServiceDelegation[],
  services: readonly ServiceId[],
  grant: Omit<DelegationGranted, 'kind' | 'serviceId'>,
): readonly DelegationGranted[] {
  const due = new Set(services);
  for (const { partnerId, serviceId, throughPartnerId } of delegations) {
    if (partnerId === grant.partnerId && throughPartnerId === grant.throughPartnerId) due.delete(serviceId);
  }
  return [...due].map((serviceId) => checkedRelationshipChange({ kind: 'delegation-granted', ...grant, serviceId }));
}
