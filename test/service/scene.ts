import {
  createRelationshipService,
  memoryRepository,
  parseCustomerId,
  parsePartnerId,
  type AcceptRequestInput,
  type CustomerRelationships,
  type Partner,
  type PartnerChange,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type RelationshipService,
  type RelationshipServiceOptions,
  type UncheckedActor,
  type UncheckedSubscription,
} from 'partner-relationships';

export const base = 'https://portal.example/invitation';

/** When the clock of a scene begins; every look at it is a minute later. */
export const beginning = Date.parse('2026-03-01T09:00:00.000Z');

/** A service, and the repository that it works on. */
export interface Scene {
  readonly service: RelationshipService;
  readonly repository: RelationshipRepository;
}

/** A service with a clock and ids that a test can foretell, and timers that go off at once. */
export function openScene(options: Partial<RelationshipServiceOptions> = {}): Scene {
  const repository = options.repository ?? memoryRepository();
  let minutes = -1;
  let ids = 0;
  let tokens = 0;
  const service = createRelationshipService({
    repository,
    linkBaseUrl: base,
    now: () => {
      minutes += 1;
      return new Date(beginning + minutes * 60_000);
    },
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    newToken: () => {
      tokens += 1;
      return `token-${String(tokens).padStart(16, '0')}`;
    },
    setTimer: (run) => {
      run();
      return () => undefined;
    },
    ...options,
  });
  return { service, repository };
}

export function theCustomer(customerId: string): UncheckedActor {
  return { kind: 'customer', customerId };
}

export function thePartner(partnerId: string): UncheckedActor {
  return { kind: 'partner', partnerId };
}

/** Registers a partner whose name is its id. */
export async function register(
  { service }: Scene,
  id: string,
  program: Partner['program'] = 'direct-bill',
): Promise<Partner> {
  return (await service.registerPartner({ id, name: id, program }))._unsafeUnwrap();
}

/** The link of a registered partner's request. */
export async function linkOf(
  { service }: Scene,
  partnerId: string,
  indirectResellerId: string | null = null,
): Promise<string> {
  const opened = await service.openRequest({ partnerId, indirectResellerId, by: thePartner(partnerId) });
  return opened._unsafeUnwrap().link;
}

/** Registers a partner and opens its request. */
export async function invite(scene: Scene, id: string, program: Partner['program'] = 'direct-bill'): Promise<string> {
  await register(scene, id, program);
  return linkOf(scene, id);
}

/** An acceptance by the customer itself, whose name is its id. */
export function acceptance(
  link: string,
  customerId: string,
  services: readonly string[],
  more: Pick<AcceptRequestInput, 'indirectResellerServices' | 'onHeldService'> = {},
): AcceptRequestInput {
  return { link, customer: { id: customerId, name: customerId }, services, by: theCustomer(customerId), ...more };
}

export async function accept(
  { service }: Scene,
  ...input: Parameters<typeof acceptance>
): Promise<CustomerRelationships> {
  return (await service.acceptRequest(acceptance(...input)))._unsafeUnwrap().relationships;
}

/** A subscription of a customer for a service that a partner sold. */
export function subscriptionOf(
  customerId: string,
  serviceId: string,
  originalResellerId: string | null,
  status: UncheckedSubscription['status'] = 'active',
): UncheckedSubscription {
  return { id: 'subscription-1', customerId, serviceId, originalResellerId, partnerOfRecordId: null, status };
}

/** What is recorded of a customer. */
export async function recordedOf(
  { repository }: Pick<Scene, 'repository'>,
  customerId: string,
): Promise<readonly RecordedChange<RelationshipChange>[]> {
  const id = parseCustomerId(customerId)._unsafeUnwrap();
  return (await repository.customers.history(id, { after: null, limit: 1000 }))._unsafeUnwrap().items;
}

/** What is recorded of a partner. */
export async function recordedOfPartner(
  { repository }: Pick<Scene, 'repository'>,
  partnerId: string,
): Promise<readonly RecordedChange<PartnerChange>[]> {
  const id = parsePartnerId(partnerId)._unsafeUnwrap();
  return (await repository.partners.history(id, { after: null, limit: 1000 }))._unsafeUnwrap().items;
}

/** What is stored of a customer; null when nobody knows it. */
export async function storedOf(
  { repository }: Pick<Scene, 'repository'>,
  customerId: string,
): Promise<CustomerRelationships | null> {
  const loaded = await repository.customers.load(parseCustomerId(customerId)._unsafeUnwrap());
  return loaded._unsafeUnwrap()?.state ?? null;
}

/** Who holds what of a customer, as `partner service` or `partner service through provider`. */
export function delegationsIn(state: CustomerRelationships | null): readonly string[] {
  return (state?.delegations ?? []).map(({ partnerId, serviceId, throughPartnerId }) =>
    [partnerId, serviceId, ...(throughPartnerId === null ? [] : ['through', throughPartnerId])].join(' '),
  );
}
