import type { ResultAsync } from 'neverthrow';
import type {
  LoadError,
  MalformedInput,
  RelationshipService,
  ServiceDelegation,
} from 'partner-relationships';

/** The admin rights of a customer that exist since before this instant. */
export function dueForReview(
  service: RelationshipService,
  customerId: string,
  before: string,
): ResultAsync<readonly ServiceDelegation[], MalformedInput | LoadError> {
  return service
    .relationshipsOf(customerId)
    .map((stored) =>
      (stored?.delegations ?? []).filter(({ grantedAt }) => grantedAt < before),
    );
}
