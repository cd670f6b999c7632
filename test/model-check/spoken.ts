import type { Actor, Partner } from 'partner-relationships';
import type { RelationshipCommand } from 'partner-relationships/arbitraries';

/** A command as a sentence, for whoever reads a violation. */
export function spoken(attempt: RelationshipCommand): string {
  const actor = actorOf(attempt.command.by);
  switch (attempt.kind) {
    case 'accept-request': {
      const { partner, request, services, indirectResellerServices = [], onHeldService = 'refuse' } = attempt.command;
      const what = request.revokedAt === null ? 'request' : 'revoked request';
      const naming = request.indirectResellerId === null ? '' : ` naming ${request.indirectResellerId}`;
      const whose = `the ${what} of ${partner.id}${naming}`;
      const forReseller =
        indirectResellerServices.length === 0 ? '' : `, for the reseller ${listed(indirectResellerServices)}`;
      return `${actor} accepts ${whose} for ${listed(services)}${forReseller} (${onHeldService})`;
    }
    case 'add-customer': {
      const { partner, services } = attempt.command;
      return `${actor} adds the customer for ${named(partner)} with ${listed(services)}`;
    }
    case 'remove-delegations':
      return `${actor} removes ${listed(attempt.command.services)} from ${attempt.command.from}`;
    case 'relinquish-delegations':
      return `${actor} relinquishes ${listed(attempt.command.services)} of ${attempt.command.partnerId}`;
    case 'end-relationship': {
      const { partnerId, subscriptions } = attempt.command;
      const sold = subscriptions.map(
        ({ originalResellerId, status }) => `${status} of ${originalResellerId ?? 'nobody'}`,
      );
      return `${actor} ends the relationship of ${partnerId} (subscriptions: ${sold.join(', ') || 'none'})`;
    }
  }
}

function actorOf(by: Actor): string {
  return by.kind === 'customer' ? `customer ${by.customerId}` : `partner ${by.partnerId}`;
}

function named({ id, standing }: Partner): string {
  return standing === 'active' ? id : `${id} (suspended)`;
}

function listed(services: readonly string[] | 'all'): string {
  if (services === 'all') return 'everything';
  return services.length === 0 ? 'nothing' : services.join(' and ');
}
