import { boolean, nullable, object, type Decoder } from './decode';
import { decodePartnerId, decodeServiceId, type PartnerId, type ServiceId } from './identifiers';
import { decodeInstant, type Instant } from './instant';

/** Delegated administration privileges (DAP): one partner may administer one service of one customer. */
export interface ServiceDelegation {
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  /** Whether it counts against the one transacting partner that a service can have. */
  readonly transacting: boolean;
  /** For an indirect reseller: the provider whose request brought it. Null if the partner holds it by itself. */
  readonly throughPartnerId: PartnerId | null;
  readonly grantedAt: Instant;
}

export const decodeServiceDelegation: Decoder<ServiceDelegation> = /* @__PURE__ */ object<ServiceDelegation>(
  'a service delegation',
  {
    partnerId: decodePartnerId,
    serviceId: decodeServiceId,
    transacting: boolean,
    throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
    grantedAt: decodeInstant,
  },
);

/** The partner whose relationship a delegation rests on: an indirect reseller's provider, else the partner itself. */
export function restsOn(delegation: Pick<ServiceDelegation, 'partnerId' | 'throughPartnerId'>): PartnerId {
  return delegation.throughPartnerId ?? delegation.partnerId;
}
