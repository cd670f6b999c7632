import type { CustomerRelationships, ResellerRelationship, ServiceDelegation } from 'partner-relationships';

/**
 * What is in force for one customer, as lines of text: all that a command can change. The order in which things came to
 * be, and when, is left out. No id holds a space, so each line can be read back.
 */
export interface InForce {
  /** Whether the customer is known at all. */
  readonly known: boolean;
  /** Empty for an unknown customer. */
  readonly name: string;
  /** `contoso by request contoso-request`, `contoso by adding`, or `contoso by import`. */
  readonly relationships: readonly string[];
  /** `contoso intune transacting`, `litware intune beside`, `wingtip intune through tailspin`. */
  readonly delegations: readonly string[];
}

/** All that the specification and the oracle know of a state: what is in force, and since when, which imports read. */
export interface SetModel extends InForce {
  /** The lines with their beginnings, in alphabetical order. */
  readonly begun: readonly string[];
}

/** Nobody knows the customer: it was never there, or it was erased. */
export const UNKNOWN_CUSTOMER: SetModel = { known: false, name: '', relationships: [], delegations: [], begun: [] };

export function relationshipLine(partner: string, by: 'adding' | 'import' | `request ${string}`): string {
  return `${partner} by ${by}`;
}

/** A line with the beginning of what it tells. */
export function begunLine(line: string, at: string): string {
  return `${line} since ${at}`;
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

export function hasRelationship(model: InForce, partner: string): boolean {
  return model.relationships.some((line) => partnerOn(line) === partner);
}

export function hasAdminRights(model: InForce, partner: string, service: string): boolean {
  return model.delegations.some((line) => line.startsWith(`${partner} ${service} `));
}

/** The transacting partners with admin rights for a service: never more than one, if the rule holds. */
export function transactingHolders(model: InForce, service: string): readonly string[] {
  return model.delegations.filter((line) => line.endsWith(` ${service} transacting`)).map(partnerOn);
}

export function modelOf(state: CustomerRelationships | null): SetModel {
  if (state === null) return UNKNOWN_CUSTOMER;
  const relationships = state.relationships.map(lineOfRelationship);
  const delegations = state.delegations.map(lineOfDelegation);
  const begun = [
    ...state.relationships.map((one, at) => begunLine(relationships[at] ?? '', one.establishedAt)),
    ...state.delegations.map((one, at) => begunLine(delegations[at] ?? '', one.grantedAt)),
  ];
  return { known: true, name: state.customer.name, relationships, delegations, begun: begun.sort() };
}

function lineOfRelationship({ partnerId, origin }: ResellerRelationship): string {
  switch (origin.kind) {
    case 'request':
      return relationshipLine(partnerId, `request ${origin.requestId}`);
    case 'customer-added':
      return relationshipLine(partnerId, 'adding');
    case 'imported':
      return relationshipLine(partnerId, 'import');
  }
}

export function lineOfDelegation({
  partnerId,
  serviceId,
  transacting,
  throughPartnerId,
}: Pick<ServiceDelegation, 'partnerId' | 'serviceId' | 'transacting' | 'throughPartnerId'>): string {
  const how = transacting ? 'transacting' : 'beside';
  if (throughPartnerId === null) return delegationLine(partnerId, serviceId, how);
  // A transacting delegation through a provider cannot be; if there is one, it must not look like one that can.
  return delegationLine(partnerId, serviceId, `through ${throughPartnerId}${transacting ? ' transacting' : ''}`);
}

/** The same text for two models exactly when the same things are in force. */
export function keyOf({ known, name, relationships, delegations }: InForce): string {
  if (!known) return 'unknown';
  return `${name}: ${[...relationships].sort().join(', ')}; ${[...delegations].sort().join(', ')}`;
}
