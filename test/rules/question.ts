import {
  operations,
  type AdministrationOperation,
  type AuthorizationQuestion,
  type CommercialOperation,
  type Operation,
  type Partner,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';
import type { OracleQuestion } from '../model-check/oracle';

export const ADMINISTRATION: readonly AdministrationOperation[] = [
  'provision-service',
  'administer-service',
  'manage-users',
  'view-service-health',
  'file-service-request',
];

/** What the original reseller may do with its relationship alone. */
export const COMMERCIAL: readonly CommercialOperation[] = [
  'receive-bill',
  'change-partner-of-record',
  'suspend-subscription',
  'reactivate-subscription',
  'cancel-subscription',
];

/** What takes an active standing besides. */
export const GROWING: readonly CommercialOperation[] = ['convert-trial', 'add-seats', 'remove-seats', 'order-add-ons'];

/** What takes admin rights besides. */
export const MOVING: readonly CommercialOperation[] = ['transition-subscription', 'migrate-subscription'];

/** Of all operations, in the order of the table. */
export const ALL: readonly Operation[] = Object.values(operations).map(({ operation }) => operation);

/** May this partner do this, to this subscription or, where there is none, for this service? */
export function asking(
  partner: Partner,
  operation: Operation,
  about: { readonly subscription: Subscription } | { readonly serviceId: ServiceId },
): AuthorizationQuestion {
  return { partner, operation, ...about } as AuthorizationQuestion;
}

/** The same question to the oracle. */
export function toOracle({ partner, operation, subscription, serviceId }: AuthorizationQuestion): OracleQuestion {
  if (subscription === undefined) return { partner, operation, service: serviceId, soldBy: undefined };
  return { partner, operation, service: subscription.serviceId, soldBy: subscription.originalResellerId };
}
