import type { ServicePartners } from '../customers/partners-by-service';
import type { Partner } from '../model/partner';

/** A customer's page "Partner relationships". */
export interface CustomerPartners {
  /** The partners that it has a relationship with or that hold admin rights for a service, by id in code unit order. */
  readonly partners: readonly Partner[];
  /** All of these partners for each service, and which of them hold admin rights. */
  readonly services: readonly ServicePartners[];
}
