import type { RoleService, UncheckedPerson } from 'partner-relationships/roles';

/** Those of a partner's people who may administer a service for a customer. */
export async function whoMay(
  roleService: RoleService,
  parties: { partnerId: string; customerId: string },
  serviceId: string,
  people: readonly UncheckedPerson[],
): Promise<readonly UncheckedPerson[]> {
  const answers = await roleService.authorizeAllUntil({
    ...parties,
    questions: people.map((person) => ({
      operation: 'administer-service' as const,
      serviceId,
      person,
    })),
  });
  const decided = answers.unwrapOr([]);
  return people.filter((_, at) =>
    decided[at]?.map(({ decision }) => decision.isOk()).unwrapOr(false),
  );
}
