import { err, ok, type Result } from 'neverthrow';
import {
  operations,
  type AuthorizeInput,
  type CommercialOperation,
  type OperationDenied,
  type Operation,
  type Partner,
  type Permission,
  type Subscription,
} from 'partner-relationships';
import type { Stage } from '../stage';
import { UnexpectedAnswer } from '../story/step';

/** The subject of the questions. */
export interface Subject {
  readonly serviceId: string;
  /** Null when the customer has no subscription for the service. */
  readonly subscription: Subscription | null;
}

export type Answer = Result<Permission, OperationDenied>;

/** The first service of the story and the customer's subscription for it, preferably one that the seller sold. */
export function subjectOf({ cast, application }: Stage): Subject {
  const [serviceId] = cast.services;
  const candidates = application.subscriptionsOf(cast.customer.id).filter((each) => each.serviceId === serviceId);
  const sold = candidates.find(({ originalResellerId }) => originalResellerId === cast.seller.id);
  return { serviceId, subscription: sold ?? candidates[0] ?? null };
}

/** Whether the question about an operation can be asked: a commercial one needs a subscription. */
export function isAskable(operation: Operation, { subscription }: Subject): boolean {
  return subscription !== null || !isCommercial(operation);
}

/** May this partner do this for the customer of the story? */
export async function answerTo(
  { service, cast }: Stage,
  partner: Partner,
  operation: Operation,
  subject: Subject,
): Promise<Answer> {
  const question = questionFor({ customerId: cast.customer.id, partnerId: partner.id }, operation, subject);
  const what = `may ${partner.name} ${operation}?`;
  if (question === null) throw new UnexpectedAnswer(`${what} There is no subscription to ask about`);
  const answer = await service.authorize(question);
  if (answer.isOk()) return ok(answer.value);
  if (answer.error.code === 'operation-denied') return err(answer.error);
  throw new UnexpectedAnswer(`${what} expected a permission or a denial, but got ${answer.error.code}`);
}

function questionFor(
  who: Pick<AuthorizeInput, 'customerId' | 'partnerId'>,
  operation: Operation,
  { serviceId, subscription }: Subject,
): AuthorizeInput | null {
  if (!isCommercial(operation)) return { ...who, operation, serviceId };
  return subscription === null ? null : { ...who, operation, subscription };
}

function isCommercial(operation: Operation): operation is CommercialOperation {
  return operations[operation].concerns === 'subscription';
}
