import fc from 'fast-check';
import { parseCustomer, type Customer } from '../model/customer';
import type { CustomerId } from '../model/identifiers';
import { displayName } from './display-name';
import { customerId } from './identifiers';
import { lawful } from './lawful';

/** The fixed fields of a customer; fields that are left out vary. */
export interface CustomerConstraints {
  readonly id?: CustomerId | undefined;
}

/** Customers. */
export function customer(constraints: CustomerConstraints = {}): fc.Arbitrary<Customer> {
  const { id } = constraints;
  return fc
    .record({ id: id === undefined ? customerId() : fc.constant(id), name: displayName() })
    .map((fields) => lawful(parseCustomer(fields)));
}
