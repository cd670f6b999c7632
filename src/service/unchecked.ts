import type { Actor } from '../model/actor';
import type { UncheckedFields } from '../model/brand';
import type { Customer } from '../model/customer';
import type { Subscription } from '../model/subscription';

// The service checks everything itself, so the ids that it takes may be plain strings. Its inputs are written out, and
// not derived from the commands: editors would show their nested types by the name of a helper, and some of their fields
// mean more than those of the command. The fields' decoders are shared.

/** Who does it; your application has authenticated them. */
export type UncheckedActor = UncheckedFields<Actor>;
/** A customer as your application knows it. */
export type UncheckedCustomer = UncheckedFields<Customer>;
/** A subscription as your application knows it. */
export type UncheckedSubscription = UncheckedFields<Subscription>;
