import type { ServiceId } from '../model/identifiers';
import { checkedRelationshipChange, type DelegationGranted } from '../model/relationship-change';
import type { ServiceDelegation } from '../model/service-delegation';

/** A delegation of each of these services to one partner, except for those that it already holds. */
export function grants(
  delegations: readonly ServiceDelegation[],
  services: readonly ServiceId[],
  grant: Omit<DelegationGranted, 'kind' | 'serviceId'>,
): readonly DelegationGranted[] {
  const { at, by, partnerId, transacting, throughPartnerId, requestId } = grant;
  const due = new Set(services);
  for (const held of delegations) {
    if (held.partnerId === partnerId && held.throughPartnerId === throughPartnerId) due.delete(held.serviceId);
  }
  // In the order of the stored format, as a checked change is encoded as it is.
  return [...due].map((serviceId) =>
    checkedRelationshipChange({
      kind: 'delegation-granted',
      at,
      by,
      partnerId,
      serviceId,
      transacting,
      throughPartnerId,
      requestId,
    }),
  );
}
