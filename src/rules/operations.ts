import { trust } from '../model/brand';
import type { ActingRule } from './rule-name';

/** An operation that needs admin rights for the service. */
export type AdministrationOperation =
  | 'provision-service'
  | 'administer-service'
  | 'manage-users'
  | 'view-service-health'
  | 'file-service-request';

/** An operation that only the original reseller of the subscription may perform. */
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

/** A new sale: there is no subscription yet. */
export type SaleOperation = 'sell-subscription';

/** An operation that a partner performs on a customer's behalf. */
export type Operation = AdministrationOperation | CommercialOperation | SaleOperation;

/**
 * A fact that a decision rests on:
 *
 * - `open-account`: the partner's account is not closed;
 * - `relationship-in-force`: the partner has a reseller relationship with the customer;
 * - `original-reseller`: the partner originally sold this very subscription;
 * - `admin-rights`: the partner holds a delegation for the service;
 * - `transacting-program`: the partner's program sells and is billed (direct-bill, indirect provider);
 * - `active-standing`: the partner is not suspended.
 */
export type Fact =
  | 'open-account'
  | 'relationship-in-force'
  | 'original-reseller'
  | 'admin-rights'
  | 'transacting-program'
  | 'active-standing';

/** A fact that an operation needs, and the rule that requires it. */
export interface Need {
  readonly fact: Fact;
  readonly rule: ActingRule;
}

/**
 * One row of the decision table: the operation is allowed exactly if all needed facts hold. `concerns` says what the
 * question names: a service (or a subscription for it), a subscription, or the service of a new sale.
 */
export type OperationRequirement = {
  /** In the order in which missing facts are reported. */
  readonly needs: readonly Need[];
} & (
  | { readonly operation: AdministrationOperation; readonly concerns: 'service' }
  | { readonly operation: CommercialOperation; readonly concerns: 'subscription' }
  | { readonly operation: SaleOperation; readonly concerns: 'new-sale' }
);

/**
 * The decision table: what each operation needs. {@link authorize} decides by it alone.
 *
 * @example
 * ```ts
 * import { operations } from 'partner-relationships';
 *
 * const [first, second] = operations['receive-bill'].needs;
 * first?.fact; // => 'open-account'
 * second?.fact; // => 'relationship-in-force'
 *
 * // The operations that a suspended partner may not perform.
 * const newBusiness = Object.values(operations).filter(({ needs }) =>
 *   needs.some(({ fact }) => fact === 'active-standing'),
 * );
 * newBusiness.length; // => 7
 * ```
 */
export const operations: Readonly<Record<Operation, OperationRequirement>> = /* @__PURE__ */ decisionTable();

function decisionTable(): Readonly<Record<Operation, OperationRequirement>> {
  const open = need('open-account', 'closed-partner-may-do-nothing');
  const related = need('relationship-in-force', 'commercial-operations-need-original-reseller');
  const soldIt = need('original-reseller', 'commercial-operations-need-original-reseller');
  const active = need('active-standing', 'suspended-partner-manages-what-exists');
  const administers = need('admin-rights', 'admin-rights-cover-administration');
  const administersWhatMoves = need('admin-rights', 'moving-a-subscription-also-needs-admin-rights');
  const relatedSeller = need('relationship-in-force', 'new-sale-needs-relationship');
  const sells = need('transacting-program', 'new-sale-needs-relationship');

  const rows: Readonly<Record<Operation, Row>> = {
    'provision-service': row('service', open, administers),
    'administer-service': row('service', open, administers),
    'manage-users': row('service', open, administers),
    'view-service-health': row('service', open, administers),
    'file-service-request': row('service', open, administers),
    'receive-bill': row('subscription', open, related, soldIt),
    'change-partner-of-record': row('subscription', open, related, soldIt),
    'suspend-subscription': row('subscription', open, related, soldIt),
    'reactivate-subscription': row('subscription', open, related, soldIt),
    'cancel-subscription': row('subscription', open, related, soldIt),
    'convert-trial': row('subscription', open, related, soldIt, active),
    'add-seats': row('subscription', open, related, soldIt, active),
    'remove-seats': row('subscription', open, related, soldIt, active),
    'order-add-ons': row('subscription', open, related, soldIt, active),
    'transition-subscription': row('subscription', open, related, soldIt, administersWhatMoves, active),
    'migrate-subscription': row('subscription', open, related, soldIt, administersWhatMoves, active),
    'sell-subscription': row('new-sale', open, relatedSeller, sells, active),
  };
  const table = Object.entries(rows).map(([operation, row]) => [operation, Object.freeze({ operation, ...row })]);
  return trust<Readonly<Record<Operation, OperationRequirement>>>(Object.freeze(Object.fromEntries(table)));
}

function need(fact: Fact, rule: ActingRule): Need {
  return Object.freeze({ fact, rule });
}

/** A row of the table, without its key. */
type Row = Pick<OperationRequirement, 'concerns' | 'needs'>;

function row(concerns: Row['concerns'], ...needs: readonly Need[]): Row {
  return { concerns, needs: Object.freeze(needs) };
}
