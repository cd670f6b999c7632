import type {
  AdministrationOperation,
  RelationshipService,
} from 'partner-relationships';

/** One of the people of a partner. */
export interface Technician {
  readonly userId: string;
  readonly partnerId: string;
}

/** Whether a technician may do this for a customer. */
export async function mayTechnician(
  service: RelationshipService,
  assignments: ReadonlySet<string>, // `customerId userId`, of a table of yours
  { userId, partnerId }: Technician,
  customerId: string,
  serviceId: string,
  operation: AdministrationOperation,
): Promise<boolean> {
  if (!assignments.has(`${customerId} ${userId}`)) return false;
  const asked = { partnerId, customerId, serviceId, operation };
  return (await service.authorize(asked)).isOk();
}
