import type { Page, PageRequest } from '../../repository/page';
import type { RelationshipRepository } from '../../repository/repository';
import { parsePartnerId } from '../../model/identifiers';
import { answerOf, valueOf, type Answer, type Asking } from './ask';
import { shown } from './shown';
import { wellFormed } from './well-formed';

/** A handle on the storage, as one process has it. */
export interface Handle extends Asking {
  /** The repository itself, for checks of how it answers. */
  readonly repository: RelationshipRepository;
  readonly customersOf: (partner: string, page: PageRequest) => Promise<Page<string>>;
  readonly tryCustomersOf: (partner: string, page: PageRequest) => Promise<Answer<Page<string>>>;
}

export function handleOn(repository: RelationshipRepository, { underWay, nonconformity }: Asking): Handle {
  const asking = { underWay, nonconformity };
  const callOf = (partner: string, page: PageRequest): string => `customersOf(${shown(partner)}, ${shown(page)})`;
  const listOf = (partner: string, page: PageRequest): ReturnType<RelationshipRepository['customersOf']> =>
    repository.customersOf(wellFormed(parsePartnerId(partner)), page);
  return {
    ...asking,
    repository,
    customersOf: (partner, page) => valueOf(asking, callOf(partner, page), () => listOf(partner, page)),
    tryCustomersOf: (partner, page) => answerOf(asking, callOf(partner, page), () => listOf(partner, page)),
  };
}
