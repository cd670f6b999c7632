import type { Unchecked } from '../model/brand';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import type { AdministrationOperation, CommercialOperation, SaleOperation } from '../rules/operations';
import type { UncheckedSubscription } from './unchecked';

/**
 * An operation that a partner wants to perform; an administration operation names a service or a subscription for it.
 */
export type AuthorizeInput = {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
} & (
  | {
      readonly operation: AdministrationOperation | SaleOperation;
      readonly serviceId: Unchecked<ServiceId>;
      readonly subscription?: undefined;
    }
  | {
      readonly operation: AdministrationOperation | CommercialOperation;
      readonly subscription: UncheckedSubscription;
      readonly serviceId?: undefined;
    }
);
