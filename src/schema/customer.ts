import type * as z from 'zod/mini';
import { decodeCustomer, type Customer } from '../model/customer';
import { customerIdSchema } from './identifiers';
import { record } from './shapes';
import { nameSchema } from './text';
import type { Unbranded } from './unbranded';

/**
 * A customer. Takes what `parseCustomer` takes and gives the same frozen copy; fields that a customer does not have are
 * left behind.
 */
export const customerSchema: z.ZodMiniType<Customer, Unbranded<Customer>> = /* @__PURE__ */ record(
  { id: customerIdSchema, name: nameSchema },
  decodeCustomer,
);
