import type { ServiceDelegation } from '../model/service-delegation';
import type { DelegationRemoved } from '../model/relationship-change';

/** The end of a delegation. */
export function removal(
  { partnerId, serviceId, throughPartnerId }: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'throughPartnerId'>,
  occasion: Pick<DelegationRemoved, 'at' | 'by' | 'reason'>,
): DelegationRemoved {
  return Object.freeze({ kind: 'delegation-removed', ...occasion, partnerId, serviceId, throughPartnerId });
}
