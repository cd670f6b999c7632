import { err, ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import { argument } from '../../model/decode';
import { applyRelationshipChanges } from '../../model/evolve-customer';
import { decodeCustomerId } from '../../model/identifiers';
import { decodeInstant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { corruptData, type LoadError } from '../../repository/storage-error';
import { foldHistory } from '../../service/history';
import { dueChanges } from '../time/settle';
import type { RoleSettings } from './options';

export async function stateAt(
  { repository }: RoleSettings,
  customerId: string,
  instant: string,
): Promise<Result<CustomerRelationships | null, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const moment = argument('instant', decodeInstant, instant);
  if (moment.isErr()) return err(moment.error);
  const at = moment.value;
  const folded = await foldHistory(repository, id.value, at);
  return folded.andThen((state) => {
    if (state === null) return ok(null);
    // Nobody sees who settles: the state does not tell.
    const settled = applyRelationshipChanges(state, dueChanges(state, { at, by: { kind: 'operator' } }));
    return settled.mapErr(({ message }) => corruptData(message));
  });
}
