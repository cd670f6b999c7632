import type { Result } from 'neverthrow';
import type { RelationshipOutcome, RelationshipService } from 'partner-relationships';
import { marketServices, type Invitation } from '../fixtures/market';
import type { Random } from '../fixtures/random';

/** A command of a partner or a customer. */
export type Command =
  | {
      readonly kind: 'accept';
      readonly customerId: string;
      readonly invitation: Invitation;
      readonly services: readonly string[];
      readonly indirectResellerServices: readonly string[];
      readonly onHeldService: 'refuse' | 'replace';
    }
  | {
      readonly kind: 'remove';
      readonly customerId: string;
      readonly from: string;
      readonly services: readonly string[] | 'all';
    }
  | { readonly kind: 'relinquish'; readonly customerId: string; readonly partnerId: string }
  | { readonly kind: 'end'; readonly customerId: string; readonly partnerId: string };

/** Mostly acceptances of one partner's request; the others remove what further commands rely on. */
export function anyCommand(
  random: Random,
  customerId: string,
  invitations: readonly Invitation[],
  own: Invitation = random.pick(invitations),
): Command {
  const partnerId = random.pick(invitations).partner.id;
  const lot = random.below(100);
  if (lot < 8) return { kind: 'end', customerId, partnerId };
  if (lot < 14) return { kind: 'relinquish', customerId, partnerId };
  if (lot < 30) {
    return {
      kind: 'remove',
      customerId,
      from: random.chance(0.5) ? 'all' : partnerId,
      services: random.chance(0.5) ? 'all' : random.some(marketServices),
    };
  }
  return {
    kind: 'accept',
    customerId,
    invitation: random.chance(0.8) ? own : random.pick(invitations),
    services: random.chance(0.95) ? random.some(marketServices) : [],
    indirectResellerServices: random.some(marketServices),
    onHeldService: random.chance(0.5) ? 'replace' : 'refuse',
  };
}

/** The answer of the service. */
export type Answer = Result<RelationshipOutcome, Refused>;

interface Refused {
  readonly code: string;
  readonly message: string;
}

/** Gives a command to the service. Its id serves as the `userId`, so every recorded change names its command. */
export async function give(service: RelationshipService, command: Command, id: string): Promise<Answer> {
  const { customerId } = command;
  const customer = { kind: 'customer', customerId, userId: id } as const;
  switch (command.kind) {
    case 'accept': {
      const { invitation, services, indirectResellerServices, onHeldService } = command;
      const accepted = await service.acceptRequest({
        link: invitation.link,
        customer: { id: customerId, name: customerId },
        services,
        indirectResellerServices: invitation.request.indirectResellerId === null ? [] : indirectResellerServices,
        onHeldService,
        by: customer,
      });
      return accepted.mapErr(refused);
    }
    case 'remove': {
      const { from, services } = command;
      return (await service.removeDelegations({ customerId, from, services, by: customer })).mapErr(refused);
    }
    case 'relinquish': {
      const { partnerId } = command;
      const by = { kind: 'partner', partnerId, userId: id } as const;
      const services = 'all';
      return (await service.relinquishDelegations({ customerId, partnerId, services, by })).mapErr(refused);
    }
    case 'end': {
      const { partnerId } = command;
      const by = { kind: 'partner', partnerId, userId: id } as const;
      const ended = await service.endRelationship({ customerId, partnerId, agreement: id, subscriptions: [], by });
      return ended.mapErr(refused);
    }
  }
}

function refused({ code, message }: Refused): Refused {
  return { code, message };
}
