import fc from 'fast-check';
import {
  createRelationshipService,
  inviteLink,
  memoryRepository,
  type RelationshipService,
} from 'partner-relationships';
import {
  accountChanges,
  play,
  serviceCommands,
  situation,
  type Marketplace,
  type RelationshipCommand,
  type ServiceCommand,
} from 'partner-relationships/arbitraries';
import type { Result } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../fixtures/account';
import { adventureWorks, baseUrl, closed, now, suspended, theOperator, thePartner, wingtip } from '../fixtures/cast';
import { alpine, marketplace } from '../fixtures/marketplace';

async function serviceIn({ accounts }: Marketplace, clock: () => Date): Promise<RelationshipService> {
  const repository = memoryRepository();
  for (const account of accounts) {
    const changes = accountChanges(account);
    const commit = { id: account.partner.id, expected: 'absent', next: account, changes } as const;
    (await repository.partners.commit(commit))._unsafeUnwrap();
  }
  return createRelationshipService({ repository, linkBaseUrl: baseUrl, now: clock });
}

type Answer = Result<unknown, { readonly code: string }>;

async function give(service: RelationshipService, { kind, customerId, command }: ServiceCommand): Promise<Answer> {
  switch (kind) {
    case 'accept-request':
      return await service.acceptRequest({ ...command, link: inviteLink(command.request, baseUrl)._unsafeUnwrap() });
    case 'add-customer':
      return await service.addCustomer({ ...command, partnerId: command.partner.id });
    case 'import-customer':
      return await service.importCustomer(command);
    case 'rename-customer':
      return await service.renameCustomer({ ...command, customerId });
    case 'remove-delegations':
      return await service.removeDelegations({ ...command, customerId });
    case 'relinquish-delegations':
      return await service.relinquishDelegations({ ...command, customerId });
    case 'end-relationship':
      return await service.endRelationship({ ...command, customerId });
  }
}

describe('The commands that a service can be given', () => {
  it('get the answers from a service that they are played with', async () => {
    await fc.assert(
      fc.asyncProperty(situation(), async ({ marketplace: world, history }) => {
        let time = new Date(world.asOf);
        const service = await serviceIn(world, () => time);
        for (const { command, before, decision, after } of play(serviceCommands(world, history))) {
          time = new Date(command.command.at);
          const answer = await give(service, command);
          // A customer that nobody knows has nothing to change: only the service has an error for that.
          const isFirst = ['accept-request', 'add-customer', 'import-customer'].includes(command.kind);
          const isUnknown = before === null && !isFirst;
          expect(codeOf(answer)).toBe(isUnknown ? 'unknown-customer' : codeOf(decision));
          expect((await service.relationshipsOf(command.customerId))._unsafeUnwrap()).toEqual(after);
        }
      }),
    );
  });

  it('are those that it can read the partners for, in the same order', () => {
    const [customer] = marketplace.customers;
    const [contoso, fabrikam] = marketplace.accounts;
    if (customer === undefined || contoso === undefined || fabrikam === undefined) throw new Error('too small');
    const [request] = contoso.requests;
    if (request === undefined) throw new Error('contoso has a request');
    const accepting = { customer, request, services: [], by: thePartner('contoso'), at: now };
    const adding = { customer: adventureWorks, services: [], by: thePartner('contoso'), at: now };
    const importing = {
      customer: adventureWorks,
      relationships: [{ partnerId: contoso.partner.id, establishedAt: now }],
      delegations: [],
      by: theOperator,
      at: now,
    };
    const closedContoso = closed(contoso.partner);
    const closing = { kind: 'partner-closed', at: now, by: theOperator, reason: 'left the marketplace' } as const;
    const onCustomer = { customerId: customer.id };
    const kept: readonly RelationshipCommand[] = [
      { kind: 'accept-request', ...onCustomer, command: { ...accepting, partner: contoso.partner } },
      { kind: 'add-customer', ...onCustomer, command: { ...adding, partner: contoso.partner } },
      { kind: 'add-customer', ...onCustomer, command: { ...adding, partner: alpine } },
      {
        kind: 'import-customer',
        ...onCustomer,
        command: { ...importing, partners: [contoso.partner, closed(fabrikam.partner)] },
      },
      { kind: 'rename-customer', ...onCustomer, command: { name: 'Northwind', by: theOperator, at: now } },
      {
        kind: 'relinquish-delegations',
        ...onCustomer,
        command: { partnerId: alpine.id, services: 'all', by: thePartner('alpine'), at: now },
      },
    ];
    const left: readonly RelationshipCommand[] = [
      { kind: 'accept-request', ...onCustomer, command: { ...accepting, partner: fabrikam.partner } },
      { kind: 'accept-request', ...onCustomer, command: { ...accepting, partner: closedContoso } },
      {
        kind: 'accept-request',
        ...onCustomer,
        command: { ...accepting, partner: contoso.partner, indirectReseller: closed(wingtip) },
      },
      { kind: 'import-customer', ...onCustomer, command: { ...importing, partners: [closedContoso] } },
      {
        kind: 'clear-closed-partner',
        ...onCustomer,
        command: { account: accountOf(contoso.partner, closing), by: theOperator, at: now },
      },
      { kind: 'add-customer', ...onCustomer, command: { ...adding, partner: suspended(contoso.partner) } },
    ];
    expect(serviceCommands(marketplace, [...kept, ...left, ...kept])).toEqual([...kept, ...kept]);
    expect(serviceCommands({ ...marketplace, accounts: [] }, kept)).toEqual(kept.slice(4));
  });

  it('leave out some commands of the generated histories', () => {
    const situations = fc.sample(situation(), { seed: 13, numRuns: 500 });
    const left = situations.flatMap(({ marketplace: world, history }) => {
      const kept: readonly RelationshipCommand[] = serviceCommands(world, history);
      return history.filter((command) => !kept.includes(command)).map(({ kind }) => kind);
    });
    expect(left.filter((kind) => kind === 'accept-request').length).toBeGreaterThan(20);
    expect(left.filter((kind) => kind === 'add-customer').length).toBeGreaterThan(5);
  });
});

function codeOf(answer: Answer): string {
  return answer.match(
    () => 'done',
    ({ code }) => code,
  );
}
