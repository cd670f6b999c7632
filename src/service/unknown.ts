import { errorData, type ErrorData } from '../model/error-data';
import type { CustomerId, PartnerId } from '../model/identifiers';

/** No partner is registered under this id. */
export type UnknownPartner = ErrorData<'invalid-input', 'unknown-partner', { readonly partnerId: PartnerId }>;

/** No customer is known under this id: it has accepted no request, was neither added nor imported, or was erased. */
export type UnknownCustomer = ErrorData<'invalid-input', 'unknown-customer', { readonly customerId: CustomerId }>;

/** The link is well formed, but no partner has this invitation, or none has it any more. */
export type UnknownInvitation = ErrorData<'invalid-input', 'unknown-invitation', { readonly partnerId: PartnerId }>;

export function unknownPartner(partnerId: PartnerId): UnknownPartner {
  return errorData('invalid-input', 'unknown-partner', `no partner is registered under "${partnerId}"`, { partnerId });
}

export function unknownCustomer(customerId: CustomerId): UnknownCustomer {
  return errorData('invalid-input', 'unknown-customer', `no customer is known under "${customerId}"`, { customerId });
}

export function unknownInvitation(partnerId: PartnerId): UnknownInvitation {
  return errorData('invalid-input', 'unknown-invitation', 'there is no such invitation', { partnerId });
}
