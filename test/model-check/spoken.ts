import type { Actor, OnHeldService, Partner } from 'partner-relationships';
import type { Attempt } from './attempt';

/** A command as a sentence, for whoever reads a violation. */
export function spoken(attempt: Attempt): string {
  const actor = actorOf(attempt.command.by);
  switch (attempt.kind) {
    case 'accept-request': {
      const { partner, request, services, indirectResellerServices = [], onHeldService = 'refuse' } = attempt.command;
      const { indirectReseller, closedHolders = [] } = attempt.command;
      const what = request.revokedAt === null ? 'request' : 'revoked request';
      const reseller = !indirectReseller ? request.indirectResellerId : named(indirectReseller);
      const naming = reseller === null ? '' : ` naming ${reseller}`;
      const whose = `the ${what} of ${named(partner)}${naming}`;
      const forReseller =
        indirectResellerServices.length === 0 ? '' : `, for the reseller ${listed(indirectResellerServices)}`;
      const knowing = closedHolders.length === 0 ? '' : `, closed: ${listed(closedHolders)}`;
      return `${actor} accepts ${whose} for ${listed(services)}${forReseller} (${inWords(onHeldService)}${knowing})`;
    }
    case 'add-customer': {
      const { partner, services } = attempt.command;
      return `${actor} adds the customer for ${named(partner)} with ${listed(services)}`;
    }
    case 'import-customer': {
      const { customer, relationships, delegations } = attempt.command;
      const held = delegations.map(({ partnerId, serviceId }) => `${serviceId} of ${partnerId}`);
      const related = relationships.map(({ partnerId }) => partnerId);
      return `${actor} imports "${customer.name}" with ${listed(related)} and ${listed(held)}`;
    }
    case 'rename-customer':
      return `${actor} renames the customer to "${attempt.command.name}"`;
    case 'remove-delegations': {
      const { services, from, reason } = attempt.command;
      return `${actor} removes ${listed(services)} from ${from}${reason === undefined ? '' : ` for "${reason}"`}`;
    }
    case 'relinquish-delegations':
      return `${actor} relinquishes ${listed(attempt.command.services)} of ${attempt.command.partnerId}`;
    case 'end-relationship': {
      const { partnerId, subscriptions } = attempt.command;
      const sold = subscriptions.map(
        ({ originalResellerId, status }) => `${status} of ${originalResellerId ?? 'nobody'}`,
      );
      return `${actor} ends the relationship of ${partnerId} (subscriptions: ${sold.join(', ') || 'none'})`;
    }
    case 'clear-closed-partner':
      return `${actor} clears ${named(attempt.command.account.partner)}`;
    case 'erase-customer':
      return `${actor} erases the customer`;
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
