import type { Customer, ServiceDelegation } from 'partner-relationships';
import type { Stage } from '../stage';
import { valueOf } from './step';

/** Who held admin rights of a customer at a moment, according to the history. */
export async function delegationsAt(
  { service }: Stage,
  customer: Customer,
  moment: string,
): Promise<readonly ServiceDelegation[]> {
  const then = valueOf(`who held what of ${customer.name}`, await service.stateAt(customer.id, moment));
  return then?.delegations ?? [];
}
