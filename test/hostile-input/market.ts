import type { RelationshipRepository, RelationshipService } from 'partner-relationships';
import { withFaults } from '../service/faults';
import {
  accept,
  acceptance,
  invite,
  linkOf,
  openScene,
  recordedOf,
  recordedOfPartner,
  register,
  storedOf,
  subscriptionOf,
  theCustomer,
  thePartner,
} from '../service/scene';

export type Method = (...given: readonly unknown[]) => PromiseLike<unknown>;

const exchange = 'exchange-online';

/** A service on a market with some history. */
export interface Market {
  readonly repository: RelationshipRepository;
  readonly methods: ReadonlyMap<string, Method>;
  /** For each method arguments that it takes. */
  readonly samples: Readonly<Record<keyof RelationshipService, readonly unknown[]>>;
  /** How many commits there have been. */
  readonly commits: () => number;
  /** All that is stored. */
  readonly contents: () => Promise<unknown>;
  /** What was stored after the last commit. */
  before: unknown;
}

export async function openMarket(): Promise<Market> {
  const { repository } = openScene();
  const counting = withFaults(repository, []);
  const scene = openScene({ repository: counting });
  const contoso = await invite(scene, 'contoso');
  await register(scene, 'tailspin', 'indirect-provider');
  await register(scene, 'wingtip', 'indirect-reseller');
  const wingtip = await linkOf(scene, 'tailspin', 'wingtip');
  await accept(scene, contoso, 'northwind', [exchange]);
  await accept(scene, wingtip, 'northwind', ['intune'], { indirectResellerServices: ['intune'] });

  const subscription = subscriptionOf('northwind', exchange, 'contoso');
  const acceptingAll = { indirectResellerServices: ['teams'], onHeldService: 'refuse' } as const;
  const contents = async (): Promise<unknown> => [
    await Promise.all(['northwind', 'adventure-works'].map((id) => storedOf(scene, id))),
    await Promise.all(['northwind', 'adventure-works'].map((id) => recordedOf(scene, id))),
    await Promise.all(['contoso', 'tailspin', 'wingtip'].map((id) => recordedOfPartner(scene, id))),
  ];
  return {
    repository,
    methods: new Map<string, Method>(Object.entries(scene.service)),
    samples: {
      registerPartner: [{ id: 'contoso', name: 'contoso', program: 'direct-bill' }],
      suspendPartner: ['contoso'],
      reinstatePartner: ['contoso'],
      openRequest: [{ partnerId: 'tailspin', indirectResellerId: 'wingtip', by: thePartner('tailspin') }],
      revokeRequest: [{ partnerId: 'tailspin', requestId: 'id-2', by: thePartner('tailspin') }],
      acceptRequest: [acceptance(wingtip, 'northwind', ['teams'], acceptingAll)],
      addCustomer: [
        {
          partnerId: 'contoso',
          customer: { id: 'adventure-works', name: 'Adventure Works' },
          services: [exchange],
          by: thePartner('contoso'),
        },
      ],
      removeDelegations: [
        { customerId: 'northwind', from: 'contoso', services: [exchange], by: theCustomer('northwind') },
      ],
      relinquishDelegations: [
        { customerId: 'northwind', partnerId: 'contoso', services: [exchange], by: thePartner('contoso') },
      ],
      endRelationship: [
        {
          customerId: 'northwind',
          partnerId: 'contoso',
          agreement: 'C-1',
          subscriptions: [{ ...subscription, status: 'cancelled' }],
          by: thePartner('contoso'),
        },
      ],
      accountOf: ['contoso'],
      invitationOf: [wingtip],
      authorize: [{ customerId: 'northwind', partnerId: 'contoso', operation: 'add-seats', subscription }],
      relationshipsOf: ['northwind'],
      partnersOf: ['northwind', [exchange, 'teams']],
      customersOf: ['contoso', { after: null, limit: 10 }],
      historyOf: ['northwind', { after: null, limit: 10 }],
      stateAt: ['northwind', '2026-03-01T09:00:00.000Z'],
    },
    commits: counting.commits,
    contents,
    before: await contents(),
  };
}
