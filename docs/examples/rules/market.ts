import {
  createRelationshipService,
  memoryRepository,
  valueOrThrow,
  type PartnerProgram,
  type RelationshipService,
  type UncheckedSubscription,
} from 'partner-relationships';

export const linkBaseUrl = 'https://portal.example/invitation';

/**
 * The partners of the examples, by id: the first four sell, Northwind sells
 * through Wingtip, Adatum advises.
 */
const programs = {
  contoso: 'direct-bill',
  fabrikam: 'direct-bill',
  litware: 'direct-bill',
  wingtip: 'indirect-provider',
  northwind: 'indirect-reseller',
  adatum: 'advisor',
} as const satisfies Record<string, PartnerProgram>;

/** The actors: each partner and each customer, for itself, and the operator. */
export const by = {
  contoso: { kind: 'partner', partnerId: 'contoso' },
  fabrikam: { kind: 'partner', partnerId: 'fabrikam' },
  litware: { kind: 'partner', partnerId: 'litware' },
  wingtip: { kind: 'partner', partnerId: 'wingtip' },
  northwind: { kind: 'partner', partnerId: 'northwind' },
  adatum: { kind: 'partner', partnerId: 'adatum' },
  tailspin: { kind: 'customer', customerId: 'tailspin' },
  margie: { kind: 'customer', customerId: 'margie' },
  operator: { kind: 'operator', userId: 'user-17' },
} as const;

/** Customers that accept, each with its actor. */
export const tailspin = {
  customer: { id: 'tailspin', name: 'Tailspin Toys' },
  by: by.tailspin,
} as const;
export const margie = {
  customer: { id: 'margie', name: "Margie's Travel" },
  by: by.margie,
} as const;

/** Tailspin's active subscription to Exchange Online, sold by this partner. */
export const soldBy = (partnerId: string): UncheckedSubscription => ({
  id: `mail-from-${partnerId}`,
  customerId: 'tailspin',
  serviceId: 'exchange-online',
  originalResellerId: partnerId,
  partnerOfRecordId: partnerId,
  status: 'active',
});

/**
 * A marketplace on its first day: all partners are registered, and every one
 * that may invite has a link, except Litware.
 */
export interface Market {
  readonly service: RelationshipService;
  readonly links: {
    readonly contoso: string;
    readonly fabrikam: string;
    readonly wingtip: string;
    /** Wingtip's, naming Northwind. */
    readonly northwind: string;
    readonly adatum: string;
  };
}

export async function openMarket(): Promise<Market> {
  let day = 0;
  let made = 0;
  const service = createRelationshipService({
    repository: memoryRepository(),
    linkBaseUrl,
    now: () => new Date(Date.UTC(2026, 0, (day += 1), 9)),
    newId: () => `request-${(made += 1)}`,
    newToken: () => `token-of-the-request-${(made += 1)}`,
  });
  for (const [id, program] of Object.entries(programs)) {
    const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
    valueOrThrow(await service.registerPartner({ id, name, program }));
  }
  const linkOf = async (
    partnerId: keyof typeof programs,
    indirectResellerId: string | null = null,
  ): Promise<string> => {
    const opened = await service.openRequest({
      partnerId,
      indirectResellerId,
      by: by[partnerId],
    });
    return valueOrThrow(opened).link;
  };
  const links = {
    contoso: await linkOf('contoso'),
    fabrikam: await linkOf('fabrikam'),
    wingtip: await linkOf('wingtip'),
    northwind: await linkOf('wingtip', 'northwind'),
    adatum: await linkOf('adatum'),
  };
  return { service, links };
}
