import type { EndNotice, RoleService } from 'partner-relationships/roles';

/** The same for a notice whenever it is answered, and of no other. */
export const keyOf = ({ delegation, daysLeft }: EndNotice): string =>
  [delegation.id, delegation.endsAt, daysLeft].join(' ');

/** Sends the notices of a span of time; false if it has to be repeated. */
export async function warn(
  roleService: RoleService,
  span: { from: string; to: string },
  sendOnce: (key: string, notice: EndNotice) => Promise<void>,
): Promise<boolean> {
  let after: string | null = null;
  do {
    const page = await roleService.noticesDue({ ...span, after });
    if (page.isErr()) return false;
    for (const notice of page.value.items) {
      await sendOnce(keyOf(notice), notice);
    }
    after = page.value.next;
  } while (after !== null);
  return true;
}
