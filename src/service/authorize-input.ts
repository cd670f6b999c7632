import type { Unchecked } from '../model/brand';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import type { NamedFor } from '../rules/authorization-question';
import type { AdministrationOperation, CommercialOperation, Operation, SaleOperation } from '../rules/operations';
import type { UncheckedSubscription } from './unchecked';

/** For whom who wants to perform an operation. */
export interface AuthorizeParties {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
}

/** As {@link QuestionAbout}, with plain ids and without the partner. */
export type UncheckedQuestionAbout<Asked extends Operation> = {
  readonly operation: Asked;
} & NamedFor<Asked, Unchecked<ServiceId>, UncheckedSubscription>;

/**
 * An operation that a partner wants to perform for a customer, and the service or the subscription that it concerns.
 * The compiler checks which of the two is named as far as it knows the operation. Of `AuthorizeInputAbout<Operation>`
 * it knows nothing more: `authorize` then checks that.
 */
export type AuthorizeInputAbout<Asked extends Operation> = AuthorizeParties & UncheckedQuestionAbout<Asked>;

/**
 * An operation that a partner wants to perform; an administration operation names a service or a subscription for it.
 */
export type AuthorizeInput =
  | AuthorizeInputAbout<AdministrationOperation>
  | AuthorizeInputAbout<CommercialOperation>
  | AuthorizeInputAbout<SaleOperation>;

/** Operations that a partner wants to perform for a customer; at most {@link MAX_QUESTIONS_PER_CALL}. */
export interface AuthorizeAllInput<Asked extends readonly Operation[]> extends AuthorizeParties {
  readonly questions: { readonly [At in keyof Asked]: UncheckedQuestionAbout<Asked[At]> };
}
