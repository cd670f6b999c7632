import type { RelationshipRepository } from '../../repository/repository';
import type { Asking } from './ask';

/** A handle on the storage, as one process has it. */
export interface Handle extends Asking {
  readonly repository: RelationshipRepository;
}

export function handleOn(repository: RelationshipRepository, { underWay, nonconformity }: Asking): Handle {
  return { repository, underWay, nonconformity };
}
