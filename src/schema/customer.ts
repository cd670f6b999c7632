import type * as z from 'zod/mini';
import { decodeCustomer, type Customer } from '../model/customer';
import { customerIdSchema } from './identifiers';
import { object } from './shapes';
import { nameSchema } from './text';
import type { Unbranded } from './unbranded';

/**
 * A customer. Accepts what `parseCustomer` accepts, and returns the same frozen copy, without unknown fields.
 *
 * @example
 * ```ts
 * import { customerSchema } from 'partner-relationships/schema';
 *
 * const tailspin = { id: 'tailspin', name: 'Tailspin Toys' };
 *
 * customerSchema.parse({ ...tailspin, country: 'CN' }); // => tailspin
 *
 * const spaced = customerSchema.safeParse({ ...tailspin, id: 'Tailspin Toys' });
 * spaced.error?.issues[0]?.path; // => ['id']
 * ```
 */
export const customerSchema: z.ZodMiniType<Customer, Unbranded<Customer>> = /* @__PURE__ */ object(
  { id: customerIdSchema, name: nameSchema },
  decodeCustomer,
);
