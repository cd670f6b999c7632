import type { Partner } from '../model/partner';
import type { RelationshipRequest } from '../model/relationship-request';

/** The request that an invitation link leads to, and the partner that asks for the relationship. */
export interface Invitation {
  readonly partner: Partner;
  /** Open while `revokedAt` is null. */
  readonly request: RelationshipRequest;
  /** The indirect reseller that the request names, which can be given admin rights as well; null if it names none. */
  readonly indirectReseller: Partner | null;
}
