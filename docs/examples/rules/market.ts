import {
  createRelationshipService,
  memoryRepository,
  valueOrThrow,
  type PartnerProgram,
  type RelationshipService,
  type UncheckedSubscription,
} from 'partner-relationships';
import {
  createRoleService,
  partnerCenter21Vianet,
  partnerCenterGdap,
  ROLE_IDS,
  type DelegationProfile,
  type RoleService,
} from 'partner-relationships/roles';

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

/** An offer of Contoso that is not drawn up yet. */
export const draft = {
  partnerId: 'contoso',
  name: 'Mailboxes for a year',
  roles: [ROLE_IDS.exchangeAdministrator],
  termDays: 365,
  extends: false,
  by: by.contoso,
} as const;

/** What Contoso holds once Tailspin has approved Contoso's first offer. */
export const held = {
  customerId: 'tailspin',
  offerId: 'role-offer-number-1',
} as const;

/** May Contoso administer Exchange Online for Tailspin? */
export const mail = {
  customerId: 'tailspin',
  partnerId: 'contoso',
  operation: 'administer-service',
  serviceId: 'exchange-online',
} as const;

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
  /** Under the profile that has roles. */
  readonly roleService: RoleService;
  /** Under the profile of Partner Center operated by 21Vianet. */
  readonly roleServiceOf21Vianet: RoleService;
  /** Role offers that wait for a customer, each for 365 days. */
  readonly offers: {
    /** Exchange Administrator. */
    readonly contoso: OfferKey;
    /** User Administrator and Global Administrator. */
    readonly fabrikam: OfferKey;
    /** Exchange Administrator, for Northwind, which has not consented yet. */
    readonly wingtip: OfferKey;
  };
  /** The time goes on. Without it, each look at the clock is a minute later. */
  readonly passDays: (days: number) => void;
}

/** Names an offer to the role service. */
export interface OfferKey {
  readonly partnerId: string;
  readonly offerId: string;
}

export async function openMarket(): Promise<Market> {
  let day = 1;
  let minute = 0;
  let made = 0;
  let drawnUp = 0;
  const repository = memoryRepository();
  const now = (): Date => new Date(Date.UTC(2026, 0, day, 9, (minute += 1)));
  const service = createRelationshipService({
    repository,
    linkBaseUrl,
    now,
    newId: () => `request-${(made += 1)}`,
    newToken: () => `token-of-the-request-${(made += 1)}`,
  });
  const roleServiceUnder = (profile: DelegationProfile): RoleService =>
    createRoleService({
      repository,
      linkBaseUrl: 'https://portal.example/offer',
      profile,
      now,
      newToken: () => `role-offer-number-${(drawnUp += 1)}`,
    });
  const roleService = roleServiceUnder(partnerCenterGdap);
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
  const offerOf = async (
    partnerId: 'contoso' | 'fabrikam' | 'wingtip',
    name: string,
    roles: readonly string[],
    indirectResellerId: string | null = null,
  ): Promise<OfferKey> => {
    const drawn = { ...draft, partnerId, name, roles, indirectResellerId };
    const drafted = await roleService.draftRoleOffer({
      ...drawn,
      by: by[partnerId],
    });
    const key = { partnerId, offerId: valueOrThrow(drafted).id };
    const locking = { ...key, by: by[partnerId] };
    valueOrThrow(await roleService.lockRoleOffer(locking));
    return key;
  };
  const { exchangeAdministrator, globalAdministrator, userAdministrator } =
    ROLE_IDS;
  const offers = {
    contoso: await offerOf('contoso', draft.name, [exchangeAdministrator]),
    fabrikam: await offerOf('fabrikam', 'Users for a year', [
      userAdministrator,
      globalAdministrator,
    ]),
    wingtip: await offerOf(
      'wingtip',
      'Mailboxes, by Northwind',
      [exchangeAdministrator],
      'northwind',
    ),
  };
  return {
    service,
    links,
    roleService,
    roleServiceOf21Vianet: roleServiceUnder(partnerCenter21Vianet),
    offers,
    passDays: (days) => {
      day += days;
    },
  };
}
