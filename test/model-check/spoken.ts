import type { Actor, OnHeldService, Partner } from 'partner-relationships';
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
      return `${actor} accepts ${whose} for ${listed(services)}${forReseller} (${inWords(onHeldService)})`;
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
  switch (by.kind) {
    case 'customer':
      return `customer ${by.customerId}`;
    case 'partner':
      return `partner ${by.partnerId}`;
    case 'operator':
      return 'the operator';
  }
}

function named({ id, standing }: Partner): string {
  return standing === 'active' ? id : `${id} (${standing})`;
}

function inWords(onHeldService: OnHeldService): string {
  if (typeof onHeldService === 'string') return onHeldService;
  const seen = onHeldService.replace.map(({ serviceId, holderId }) => `${serviceId} of ${holderId}`);
  return `replace ${seen.join(' and ') || 'nobody'}`;
}

function listed(services: readonly string[] | 'all'): string {
  if (services === 'all') return 'everything';
  return services.length === 0 ? 'nothing' : services.join(' and ');
}
