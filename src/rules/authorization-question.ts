import type { ServiceId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { Subscription } from '../model/subscription';
import type { AdministrationOperation, CommercialOperation, Operation, SaleOperation } from './operations';

/**
 * What a question about an operation names: the service, or the subscription. For several operations it is what a
 * question about one of them names.
 */
export type NamedFor<Asked extends Operation, Service, Sold> =
  | (Asked extends AdministrationOperation | SaleOperation
      ? { readonly serviceId: Service; readonly subscription?: undefined }
      : never)
  | (Asked extends AdministrationOperation | CommercialOperation
      ? { readonly subscription: Sold; readonly serviceId?: undefined }
      : never);

/**
 * May this partner do this for this customer? The compiler checks what the question names as far as it knows the
 * operation. Of `QuestionAbout<Operation>` it knows nothing more: {@link authorize} then checks that.
 */
export type QuestionAbout<Asked extends Operation> = {
  readonly partner: Partner;
  readonly operation: Asked;
} & NamedFor<Asked, ServiceId, Subscription>;

/** May this partner administer this service? The question names the service, or a subscription for it. */
export type AdministrationQuestion = QuestionAbout<AdministrationOperation>;

/** May this partner do this to this subscription? */
export type CommercialQuestion = QuestionAbout<CommercialOperation>;

/** May this partner sell the customer a new subscription for this service? */
export type SaleQuestion = QuestionAbout<SaleOperation>;

/** May this partner do this for this customer? The question names what its operation concerns. */
export type AuthorizationQuestion = AdministrationQuestion | CommercialQuestion | SaleQuestion;
