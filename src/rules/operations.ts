import type { ActingRule } from './rule-name';

/** What a partner may do once it holds admin rights for the service. */
export type AdministrationOperation =
  | 'provision-service'
  | 'administer-service'
  | 'manage-users'
  | 'view-service-health'
  | 'file-service-request';

/** What needs the original reseller of the subscription. */
export type CommercialOperation =
  | 'receive-bill'
  | 'change-partner-of-record'
  | 'suspend-subscription'
  | 'reactivate-subscription'
  | 'cancel-subscription'
  | 'convert-trial'
  | 'add-seats'
  | 'remove-seats'
  | 'order-add-ons'
  | 'transition-subscription'
  | 'migrate-subscription';

/** Selling something new: there is no subscription yet. */
export type SaleOperation = 'sell-subscription';

/** Everything a partner can want to do on a customer's behalf. */
export type Operation = AdministrationOperation | CommercialOperation | SaleOperation;

/**
 * What a decision rests on:
 *
 * - `relationship-in-force`: the partner has a reseller relationship with the customer;
 * - `original-reseller`: the partner originally sold this very subscription;
 * - `admin-rights`: the partner holds a delegation for the service;
 * - `transacting-program`: the partner's program sells and is billed (direct-bill, indirect provider);
 * - `active-standing`: the partner is not suspended.
 */
export type Fact =
  | 'relationship-in-force'
  | 'original-reseller'
  | 'admin-rights'
  | 'transacting-program'
  | 'active-standing';

/** A fact that an operation needs, and the rule that says so. */
export interface Need {
  readonly fact: Fact;
  readonly rule: ActingRule;
}

/** One row of the decision table: the operation is allowed exactly when all it needs is there. */
export interface OperationRequirement {
  readonly operation: Operation;
  /** What the question names: a service (or a subscription for it), a subscription, or the service of a new sale. */
  readonly concerns: 'service' | 'subscription' | 'new-sale';
  /** In the order in which missing facts are reported. */
  readonly needs: readonly Need[];
}

/**
 * The decision table: what each operation needs. {@link authorize} decides by it and by nothing else.
 *
 * @example
 * ```ts
 * import { operations } from 'partner-relationships';
 *
 * operations['receive-bill'].needs.map(({ fact }) => fact); // => ['relationship-in-force', 'original-reseller']
 *
 * // What a suspended partner may not do any more.
 * const newBusiness = Object.values(operations).filter(({ needs }) =>
 *   needs.some(({ fact }) => fact === 'active-standing'),
 * );
 * newBusiness.length; // => 7
 * ```
 */
export const operations: Readonly<Record<Operation, OperationRequirement>> = /* @__PURE__ */ decisionTable();

function decisionTable(): Readonly<Record<Operation, OperationRequirement>> {
  const related = need('relationship-in-force', 'commercial-operations-need-original-reseller');
  const soldIt = need('original-reseller', 'commercial-operations-need-original-reseller');
  const active = need('active-standing', 'suspended-partner-manages-what-exists');
  const administers = need('admin-rights', 'admin-rights-cover-administration');
  const administersWhatMoves = need('admin-rights', 'moving-a-subscription-also-needs-admin-rights');
  const relatedSeller = need('relationship-in-force', 'new-sale-needs-relationship');
  const sells = need('transacting-program', 'new-sale-needs-relationship');

  return Object.freeze({
    'provision-service': row('provision-service', 'service', administers),
    'administer-service': row('administer-service', 'service', administers),
    'manage-users': row('manage-users', 'service', administers),
    'view-service-health': row('view-service-health', 'service', administers),
    'file-service-request': row('file-service-request', 'service', administers),
    'receive-bill': row('receive-bill', 'subscription', related, soldIt),
    'change-partner-of-record': row('change-partner-of-record', 'subscription', related, soldIt),
    'suspend-subscription': row('suspend-subscription', 'subscription', related, soldIt),
    'reactivate-subscription': row('reactivate-subscription', 'subscription', related, soldIt),
    'cancel-subscription': row('cancel-subscription', 'subscription', related, soldIt),
    'convert-trial': row('convert-trial', 'subscription', related, soldIt, active),
    'add-seats': row('add-seats', 'subscription', related, soldIt, active),
    'remove-seats': row('remove-seats', 'subscription', related, soldIt, active),
    'order-add-ons': row('order-add-ons', 'subscription', related, soldIt, active),
    'transition-subscription': row(
      'transition-subscription',
      'subscription',
      related,
      soldIt,
      administersWhatMoves,
      active,
    ),
    'migrate-subscription': row('migrate-subscription', 'subscription', related, soldIt, administersWhatMoves, active),
    'sell-subscription': row('sell-subscription', 'new-sale', relatedSeller, sells, active),
  });
}

function need(fact: Fact, rule: ActingRule): Need {
  return Object.freeze({ fact, rule });
}

function row(
  operation: Operation,
  concerns: OperationRequirement['concerns'],
  ...needs: readonly Need[]
): OperationRequirement {
  return Object.freeze({ operation, concerns, needs: Object.freeze(needs) });
}
