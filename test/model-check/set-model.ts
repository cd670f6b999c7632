import type { CustomerRelationships } from 'partner-relationships';

/**
 * What is in force for one customer, as lines of text: all that the specification and the oracle know of a state. The
 * order in which things came to be, and when, is left out. No id holds a space, so each line can be read back.
 */
export interface SetModel {
  /** Whether the customer is known at all. */
  readonly known: boolean;
  /** `contoso by contoso-request`, or `contoso by adding` when the partner added the customer. */
  readonly relationships: readonly string[];
  /** `contoso intune transacting`, `litware intune beside`, `wingtip intune through tailspin`. */
  readonly delegations: readonly string[];
}

export const UNKNOWN_CUSTOMER: SetModel = { known: false, relationships: [], delegations: [] };

export function relationshipLine(partner: string, requestId: string | null): string {
  return `${partner} by ${requestId === null ? 'adding' : `request ${requestId}`}`;
}

export function delegationLine(
  partner: string,
  service: string,
  how: 'transacting' | 'beside' | `through ${string}`,
): string {
  return `${partner} ${service} ${how}`;
}

/** The first word of a line: the partner that it is about. */
export function partnerOn(line: string): string {
  return line.slice(0, line.indexOf(' '));
}

/** The second word of a delegation's line. */
export function serviceOn(line: string): string {
  const rest = line.slice(line.indexOf(' ') + 1);
  return rest.slice(0, rest.indexOf(' '));
}

/** The provider on a delegation's line; null when the partner holds it by itself. */
export function providerOn(line: string): string | null {
  const [, , how, provider] = line.split(' ');
  return how === 'through' && provider !== undefined ? provider : null;
}

/** The partner whose relationship a delegation rests on. */
export function restsOn(line: string): string {
  return providerOn(line) ?? partnerOn(line);
}

export function hasRelationship(model: SetModel, partner: string): boolean {
  return model.relationships.some((line) => partnerOn(line) === partner);
}

export function hasAdminRights(model: SetModel, partner: string, service: string): boolean {
  return model.delegations.some((line) => line.startsWith(`${partner} ${service} `));
}

/** The transacting partners with admin rights for a service: never more than one, if the rule holds. */
export function transactingHolders(model: SetModel, service: string): readonly string[] {
  return model.delegations.filter((line) => line.endsWith(` ${service} transacting`)).map(partnerOn);
}

export function modelOf(state: CustomerRelationships | null): SetModel {
  if (state === null) return UNKNOWN_CUSTOMER;
  return {
    known: true,
    relationships: state.relationships.map(({ partnerId, origin }) =>
      relationshipLine(partnerId, origin.kind === 'request' ? origin.requestId : null),
    ),
    delegations: state.delegations.map(({ partnerId, serviceId, transacting, throughPartnerId }) => {
      const how = transacting ? 'transacting' : 'beside';
      if (throughPartnerId === null) return delegationLine(partnerId, serviceId, how);
      // A transacting delegation through a provider cannot be; if there is one, it must not look like one that can.
      return delegationLine(partnerId, serviceId, `through ${throughPartnerId}${transacting ? ' transacting' : ''}`);
    }),
  };
}

/** The same text for two models exactly when the same things are in force. */
export function keyOf({ known, relationships, delegations }: SetModel): string {
  if (!known) return 'unknown';
  return `${[...relationships].sort().join(', ')}; ${[...delegations].sort().join(', ')}`;
}
