import { createRelationshipService, foldCustomer, memoryRepository, type RelationshipChange } from 'partner-relationships';
import { workloadOf } from '../fixtures/workload';
import { accept, ACCEPTANCE } from './command';
import { race, type Runner } from './stopwatch';

/** Nanoseconds by what takes them. */
export type CommandFigures = Readonly<Record<string, number>>;

/** What the budgets of a command are about, to be run by itself. */
export async function commandFigures(): Promise<CommandFigures> {
  const accepting = [1, 1000].flatMap((size): readonly Runner[] => {
    const { state } = workloadOf(size);
    return [
      repeated(`accept ${size}`, () => accept(state)),
      repeated(`copy, freeze and look through ${size}`, () => lookThroughCopy(state.delegations)),
    ];
  });
  const others = [
    repeated('copy the command as JSON', () => JSON.stringify(JSON.parse(JSON.stringify(ACCEPTANCE))).length),
    { name: 'accept through the service', run: await acceptances() },
    ...[200, 2000].map((size) => {
      const history = historyOf(size);
      return repeated(`fold ${size}`, () => foldCustomer(history).map((state) => state?.delegations.length ?? 0).unwrapOr(0));
    }),
  ];
  // Apart, as the others leave so much garbage that collecting it would be counted with what is compared here.
  const patience = { rounds: 40, roundMs: 2 };
  return Object.fromEntries([...(await race(accepting, patience)), ...(await race(others, patience))]);
}

function repeated(name: string, once: () => number): Runner {
  return {
    name,
    run: (times) => {
      let sum = 0;
      for (let done = 0; done < times; done += 1) sum += once();
      return sum;
    },
  };
}

/** The plain alternative: what has to be done at least to delegate one more service. */
function lookThroughCopy(delegations: readonly { readonly serviceId: string }[]): number {
  const copy = Object.freeze([...delegations, { serviceId: 'exchange-online' }]);
  let at = 0;
  while (at < copy.length && copy[at]?.serviceId !== 'exchange-online') at += 1;
  return at;
}

function historyOf(grants: number): readonly RelationshipChange[] {
  const { at, by, customer, partner } = ACCEPTANCE;
  const partnerId = partner.id;
  const changes: unknown[] = [
    { kind: 'customer-registered', at, by, customer },
    { kind: 'relationship-established', at, by, partnerId, origin: { kind: 'customer-added' } },
    ...Array.from({ length: grants }, (_, number) => ({
      kind: 'delegation-granted',
      at,
      by,
      partnerId,
      serviceId: `service-${number}`,
      transacting: true,
      throughPartnerId: null,
      requestId: null,
    })),
  ];
  return changes as readonly RelationshipChange[];
}

/** Customers of one marketplace that accept the same request, each another one. */
async function acceptances(): Promise<Runner['run']> {
  const repository = memoryRepository();
  const service = createRelationshipService({ repository, linkBaseUrl: 'https://portal.example/invitation' });
  const partner = (await service.registerPartner({ name: 'Contoso', program: 'direct-bill' }))._unsafeUnwrap();
  const opened = await service.openRequest({ partnerId: partner.id, by: { kind: 'partner', partnerId: partner.id } });
  const { link } = opened._unsafeUnwrap();
  let customers = 0;
  return async (times) => {
    for (let done = 0; done < times; done += 1) {
      customers += 1;
      const id = `customer-${customers}`;
      const by = { kind: 'customer', customerId: id } as const;
      const customer = { id, name: 'Northwind Traders' };
      const accepted = await service.acceptRequest({ link, customer, services: ['exchange-online'], by });
      if (accepted.isErr()) throw new Error(accepted.error.message);
    }
  };
}
