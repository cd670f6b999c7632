import { err, ok, type Result } from 'neverthrow';
import { isCheckedRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { isRecord } from '../model/decode';
import { invalidInput, within, type InvalidInput } from '../model/invalid-input';

/** What one partner holds of one customer. */
export interface Holding {
  /** Whether its reseller relationship is in force. */
  related: boolean;
  /** The services it has admin rights for. */
  readonly services: Set<unknown>;
}

/** Who holds what of one customer. */
export interface Holdings {
  /** Null when nobody knows the customer. */
  readonly customerId: string | null;
  readonly byPartner: ReadonlyMap<unknown, Holding>;
}

const OF_AN_UNKNOWN_CUSTOMER: Result<Holdings, InvalidInput> = /* @__PURE__ */ ok({
  customerId: null,
  byPartner: /* @__PURE__ */ new Map(),
});

const remembered = /* @__PURE__ */ new WeakMap<object, Result<Holdings, InvalidInput>>();

/**
 * Arranges a customer's relationships for look-ups that cost the same for one partner and for five hundred. Done once
 * for a state that this library built, which cannot change any more; anew each time for an object from elsewhere.
 */
export function holdingsOf(state: CustomerRelationships | null): Result<Holdings, InvalidInput> {
  if (state === null) return OF_AN_UNKNOWN_CUSTOMER;
  return remembered.get(state) ?? arrange(state);
}

function arrange(state: CustomerRelationships): Result<Holdings, InvalidInput> {
  const holdings = collect(state);
  if (isCheckedRelationships(state)) remembered.set(state, holdings);
  return holdings;
}

function collect(state: unknown): Result<Holdings, InvalidInput> {
  if (!isRecord(state)) return err(invalidInput("a customer's relationships", state));
  const customerId = textIn(state['customer'], 'id');
  if (customerId.isErr()) return err(within('customer', customerId.error));
  const related = textsIn(state, 'relationships', ['partnerId']);
  if (related.isErr()) return err(related.error);
  const delegated = textsIn(state, 'delegations', ['partnerId', 'serviceId']);
  if (delegated.isErr()) return err(delegated.error);

  const byPartner = new Map<unknown, Holding>();
  const holdingOf = (partnerId: unknown): Holding => {
    const known = byPartner.get(partnerId);
    if (known !== undefined) return known;
    const holding = { related: false, services: new Set<unknown>() };
    byPartner.set(partnerId, holding);
    return holding;
  };
  for (const [partnerId] of related.value) holdingOf(partnerId).related = true;
  for (const [partnerId, serviceId] of delegated.value) holdingOf(partnerId).services.add(serviceId);
  return ok({ customerId: customerId.value, byPartner });
}

function textsIn(
  state: Readonly<Record<string, unknown>>,
  list: string,
  keys: readonly string[],
): Result<readonly (readonly string[])[], InvalidInput> {
  const items: unknown = state[list];
  if (!Array.isArray(items)) return err(within(list, invalidInput('an array', items)));
  const texts: (readonly string[])[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item: unknown = items[at];
    const found: string[] = [];
    for (const key of keys) {
      const text = textIn(item, key);
      if (text.isErr()) return err(within(list, within(at, text.error)));
      found.push(text.value);
    }
    texts.push(found);
  }
  return ok(texts);
}

function textIn(value: unknown, key: string): Result<string, InvalidInput> {
  if (!isRecord(value)) return err(invalidInput('an object', value));
  const text = value[key];
  return typeof text === 'string' ? ok(text) : err(within(key, invalidInput('a string', text)));
}
