import type { CustomerRelationships, Partner, RelationshipOutcome } from 'partner-relationships';

/** Whether a partner has a relationship of its own, and admin rights for these services. */
export function isRelatedWith(
  partner: Partner,
  services: readonly string[],
): (outcome: RelationshipOutcome) => boolean {
  return ({ relationships }) =>
    relationships.relationships.some(({ partnerId }) => partnerId === partner.id) &&
    holdsAll(relationships, partner, services);
}

export function holdsAll(
  { delegations }: CustomerRelationships,
  partner: Partner,
  services: readonly string[],
): boolean {
  const held = new Set(
    delegations.filter(({ partnerId }) => partnerId === partner.id).map(({ serviceId }) => String(serviceId)),
  );
  return services.every((serviceId) => held.has(serviceId));
}

/** Whether the only change is that this partner lost its admin rights for this service. */
export function hasOnlyLost(partnerId: string, serviceId: string): (outcome: RelationshipOutcome) => boolean {
  return ({ changes }) =>
    changes.length > 0 &&
    changes.every(
      (change) =>
        change.kind === 'delegation-removed' && change.partnerId === partnerId && change.serviceId === serviceId,
    );
}
