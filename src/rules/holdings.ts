import { err, ok, type Result } from 'neverthrow';
import { derivedFrom } from '../model/checked';
import { isObject } from '../model/decode';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';

/** What one partner has with one customer. */
export interface Holding {
  /** Whether its reseller relationship is in force. */
  related: boolean;
  /** The services it has admin rights for. */
  readonly services: Set<unknown>;
}

/**
 * What each partner has with one customer, arranged for look-ups that cost the same for one partner and for five
 * hundred.
 */
export interface Holdings<Held extends Holding = Holding> {
  /** Null for an unknown customer. */
  readonly customerId: string | null;
  readonly byPartner: ReadonlyMap<unknown, Held>;
  /** Room for what else is arranged of the same state, and kept as long. */
  besides: unknown;
}

/**
 * What each partner has with this customer; null for an unknown one. Arranged once for relationships that this library
 * built, which never change; each time for data from elsewhere.
 */
export function holdingsOf(state: unknown): Result<Holdings, MalformedInput> {
  if (state === null) return OF_AN_UNKNOWN_CUSTOMER;
  const holdings = isObject(state)
    ? derivedFrom(state, arrangeHoldings)
    : err(malformedInput("a customer's relationships", state));
  return holdings.isErr() ? err(within('state', holdings.error)) : holdings;
}

const OF_AN_UNKNOWN_CUSTOMER: Result<Holdings, never> = /* @__PURE__ */ ok({
  customerId: null,
  byPartner: /* @__PURE__ */ new Map(),
  besides: null,
});

/** Arranges a customer's relationships. For data from elsewhere it checks only what is looked up. */
function arrangeHoldings(state: Readonly<Record<string, unknown>>): Result<Holdings, MalformedInput> {
  const customerId = textIn(state['customer'], 'id');
  if (customerId.isErr()) return err(within('customer', customerId.error));

  const byPartner = new Map<unknown, Holding>();
  const problem =
    problemInEach(state, 'relationships', (relationship) =>
      textIn(relationship, 'partnerId').map((partnerId) => {
        holdingOf(byPartner, partnerId).related = true;
      }),
    ) ??
    problemInEach(state, 'delegations', (delegation) =>
      textIn(delegation, 'partnerId').andThen((partnerId) =>
        textIn(delegation, 'serviceId').map((serviceId) => {
          holdingOf(byPartner, partnerId).services.add(serviceId);
        }),
      ),
    );
  return problem === null ? ok({ customerId: customerId.value, byPartner, besides: null }) : err(problem);
}

function holdingOf(byPartner: Map<unknown, Holding>, partnerId: string): Holding {
  const holding = byPartner.get(partnerId) ?? { related: false, services: new Set() };
  byPartner.set(partnerId, holding);
  return holding;
}

function problemInEach(
  state: Readonly<Record<string, unknown>>,
  list: string,
  take: (item: unknown) => Result<void, MalformedInput>,
): MalformedInput | null {
  const items: unknown = state[list];
  if (!Array.isArray(items)) return malformedInput('an array', items, list);
  for (let at = 0; at < items.length; at += 1) {
    const taken = take(items[at]);
    if (taken.isErr()) return within(list, within(at, taken.error));
  }
  return null;
}

function textIn(value: unknown, key: string): Result<string, MalformedInput> {
  if (!isObject(value)) return err(malformedInput('an object', value));
  const text = value[key];
  return typeof text === 'string' ? ok(text) : err(malformedInput('a string', text, key));
}
