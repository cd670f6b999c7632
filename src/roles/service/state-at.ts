import { ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import { applyRelationshipChanges } from '../../model/evolve-customer';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { dueChanges } from '../../model/settlement';
import { corruptData, type CorruptData, type LoadError } from '../../repository/storage-error';
import { stateAt as recordedStateAt } from '../../service/queries';
import type { RoleSettings } from './options';

export async function stateAt(
  settings: RoleSettings,
  customerId: string,
  instant: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const recorded = await recordedStateAt(settings, customerId, instant);
  return recorded.andThen((state) =>
    state === null ? ok(null) : decodeInstant(instant).andThen((at) => settledBy(state, at)),
  );
}

/** Nobody sees who settles: the state does not tell. */
function settledBy(state: CustomerRelationships, at: Instant): Result<CustomerRelationships | null, CorruptData> {
  const due = dueChanges(state, { at, by: { kind: 'operator' } });
  return applyRelationshipChanges(state, due).mapErr(({ message }) => corruptData(message));
}
