import type { EndNotice, RoleService } from 'partner-relationships/roles';

/** Sends the notices of a span of time; false if it has to be repeated. */
export async function warn(
  roleService: RoleService,
  span: { from: string; to: string },
  send: (notice: EndNotice) => Promise<void>,
): Promise<boolean> {
  let after: string | null = null;
  do {
    const page = await roleService.noticesDue({ ...span, after });
    if (page.isErr()) return false;
    for (const notice of page.value.items) await send(notice);
    after = page.value.next;
  } while (after !== null);
  return true;
}
