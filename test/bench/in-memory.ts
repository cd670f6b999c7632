import { createRelationshipService, memoryRepository, type RelationshipService } from 'partner-relationships';
import { bytesHeldBy } from './allocation';
import { bytes, duration, ratio } from './figures';
import { median } from './median';
import type { Section } from './section';

const SIZES = [1000, 10_000, 100_000, 1_000_000] as const;
const SERVICES = ['exchange-online', 'intune'];
const SAMPLES = 500;

/** A marketplace that is served from memory: one partner, and customers that have accepted its request. */
interface Served {
  readonly service: RelationshipService;
  readonly link: string;
  customers: number;
}

export async function run(): Promise<Section> {
  await medianOfFirst();
  const measured = [{ customers: 1, time: await medianOfFirst(), held: '' }];
  const served = await open();
  for (const customers of SIZES) {
    const added = customers - served.customers;
    const held = await bytesHeldBy(() => grow(served, customers));
    const time = await medianOf(() => accept(served));
    measured.push({ customers, time, held: bytes(Math.round(held / added)) });
  }
  const reference = measured.find(({ customers }) => customers === SIZES[0])?.time ?? Number.NaN;
  return {
    title: 'Accepting through the service, in memory',
    about:
      'A customer accepts a request for two services through the service over `memoryRepository`, which already ' +
      'holds this number of customers. The time includes loading, deciding, committing, the history and the ' +
      'customer list; it is the median. The first customer of a marketplace meets cold caches. *Held* is the heap ' +
      'that a customer with one relationship and two delegations occupies, with its history.',
    columns: ['customers', 'time', 'against 1,000', 'held by a customer'],
    rows: measured.map(({ customers, time, held }) => [
      customers.toLocaleString('en'),
      duration(time),
      ratio(time / reference),
      held,
    ]),
  };
}

async function open(): Promise<Served> {
  const service = createRelationshipService({
    repository: memoryRepository(),
    linkBaseUrl: 'https://portal.example/invitation',
  });
  const partner = (await service.registerPartner({ name: 'Contoso', program: 'direct-bill' }))._unsafeUnwrap();
  const by = { kind: 'partner', partnerId: partner.id } as const;
  const { link } = (await service.openRequest({ partnerId: partner.id, by }))._unsafeUnwrap();
  return { service, link, customers: 0 };
}

async function grow(served: Served, customers: number): Promise<Served> {
  while (served.customers < customers) await accept(served);
  return served;
}

async function accept(served: Served): Promise<number> {
  const id = `customer-${served.customers}`;
  served.customers += 1;
  const start = process.hrtime.bigint();
  const accepted = await served.service.acceptRequest({
    link: served.link,
    customer: { id, name: 'Northwind Traders' },
    services: SERVICES,
    by: { kind: 'customer', customerId: id },
  });
  const spent = Number(process.hrtime.bigint() - start);
  if (accepted.isErr()) throw new Error(accepted.error.message);
  return spent;
}

/** The first customer of a marketplace, in as many marketplaces. */
async function medianOfFirst(): Promise<number> {
  return medianOf(async () => accept(await open()));
}

async function medianOf(timed: () => Promise<number>): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) samples.push(await timed());
  return median(samples);
}
