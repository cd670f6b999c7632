import type {
  RelationshipError,
  RelationshipService,
} from 'partner-relationships';

/** Closes an account and clears it. An error: call it again, it goes on. */
export async function dismiss(
  service: RelationshipService,
  partnerId: string,
  reason: string,
): Promise<RelationshipError | null> {
  const by = { kind: 'operator' } as const;
  const closed = await service.closePartner({ partnerId, reason, by });
  if (closed.isErr()) return closed.error;
  let after: string | null = null;
  do {
    const cleared = await service.clearClosedPartner({ partnerId, after, by });
    if (cleared.isErr()) return cleared.error;
    after = cleared.value.next;
  } while (after !== null);
  return null;
}
