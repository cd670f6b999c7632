import type { RoleService } from 'partner-relationships/roles';

/** Writes down what is due, of all partners and customers. */
export async function sweep(roleService: RoleService): Promise<boolean> {
  const by = { kind: 'operator' } as const;
  let after: string | null = null;
  do {
    const page = await roleService.settleDue({ by, after });
    // Nothing is lost: the next sweep does the rest.
    if (page.isErr()) return false;
    after = page.value.next;
  } while (after !== null);
  return true;
}
