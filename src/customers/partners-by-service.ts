import { err, ok, type Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { argument } from '../model/decode';
import type { PartnerId, ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { ServiceDelegation } from '../model/service-delegation';
import { decodeServices } from './services';

/** One partner of a customer, and its rights for one service. */
export interface PartnerOnService {
  readonly partnerId: PartnerId;
  readonly hasAdminRights: boolean;
  /** Whether it is the service's transacting partner with admin rights. */
  readonly transacting: boolean;
  /** The providers through which an indirect reseller holds them; empty if it holds them by itself or not at all. */
  readonly through: readonly PartnerId[];
  /** When they were granted; null without admin rights. */
  readonly grantedAt: Instant | null;
  /** Whether it has a reseller relationship of its own with the customer. */
  readonly hasRelationship: boolean;
}

/** All partners of a customer, and their rights for one service. */
export interface ServicePartners {
  readonly serviceId: ServiceId;
  /** Those with admin rights first; then by id, in code unit order. */
  readonly partners: readonly PartnerOnService[];
}

/**
 * The customer's page "Partner relationships": for each service, all partners of the customer and which of them hold
 * admin rights (`customer-reviews-partners-by-service`). A partner whose admin rights were removed is still listed, as
 * its relationship is in force (`commercial-relationship-survives-removal`).
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   partnersByService,
 * } from 'partner-relationships';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [
 *     {
 *       partnerId: 'contoso',
 *       establishedAt: at,
 *       origin: { kind: 'customer-added' },
 *     },
 *   ],
 *   delegations: [
 *     {
 *       partnerId: 'contoso',
 *       serviceId: 'intune',
 *       transacting: true,
 *       throughPartnerId: null,
 *       grantedAt: at,
 *     },
 *   ],
 * });
 * const page = state.andThen((known) => partnersByService(known)).unwrapOr([]);
 * page.map(({ serviceId }) => String(serviceId)); // => ['intune']
 * const partners = page.flatMap((row) => row.partners);
 * partners.map((partner) => partner.hasAdminRights); // => [true]
 * ```
 * @param services services to show besides the delegated ones, such as all that the customer subscribes to
 * @returns a row for each service, by id in code unit order; {@link MalformedInput} if an argument is malformed
 */
export function partnersByService(
  state: CustomerRelationships,
  services: readonly ServiceId[] = [],
): Result<readonly ServicePartners[], MalformedInput> {
  const known = argument('state', decodeCustomerRelationships, state);
  if (known.isErr()) return err(known.error);
  const decoded = argument('services', decodeServices, services);
  if (decoded.isErr()) return err(decoded.error);
  return ok(arrangePartnersByService(known.value, decoded.value));
}

/** The same view of checked data. */
export function arrangePartnersByService(
  { relationships, delegations }: CustomerRelationships,
  services: readonly ServiceId[],
): readonly ServicePartners[] {
  const related = new Set(relationships.map(({ partnerId }) => partnerId));
  const partnerIds = [...new Set([...related, ...delegations.map(({ partnerId }) => partnerId)])].sort();
  const serviceIds = [...new Set([...services, ...delegations.map(({ serviceId }) => serviceId)])].sort();
  const byService = new Map<ServiceId, ServiceDelegation[]>(serviceIds.map((serviceId) => [serviceId, []]));
  for (const delegation of delegations) byService.get(delegation.serviceId)?.push(delegation);
  return [...byService].map(([serviceId, held]) => {
    const partners = partnerIds.map((partnerId) => {
      const own = held.filter((delegation) => delegation.partnerId === partnerId);
      return Object.freeze({
        partnerId,
        hasAdminRights: own.length > 0,
        transacting: own.some(({ transacting }) => transacting),
        through: Object.freeze(own.flatMap(({ throughPartnerId }) => throughPartnerId ?? [])),
        grantedAt: own[0]?.grantedAt ?? null,
        hasRelationship: related.has(partnerId),
      });
    });
    const withRights = partners.filter(({ hasAdminRights }) => hasAdminRights);
    const without = partners.filter(({ hasAdminRights }) => !hasAdminRights);
    return Object.freeze({ serviceId, partners: Object.freeze([...withRights, ...without]) });
  });
}
