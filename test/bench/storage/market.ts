import {
  createRelationshipService,
  type Partner,
  type RelationshipRepository,
  type RelationshipRequest,
  type RelationshipService,
} from 'partner-relationships';

export const LINK_BASE_URL = 'https://portal.example/invitation';

/** A partner with a request that any customer may accept. */
export interface Invitation {
  readonly partner: Partner;
  readonly request: RelationshipRequest;
  readonly link: string;
}

/** Three partners: one that sells, its rival, and one that advises. */
export interface Market {
  readonly service: RelationshipService;
  readonly seller: Invitation;
  readonly rival: Invitation;
  readonly adviser: Invitation;
}

/** Registers the partners, and opens a request for each. */
export async function openMarket(repository: RelationshipRepository): Promise<Market> {
  const service = createRelationshipService({ repository, linkBaseUrl: LINK_BASE_URL });
  const invitation = async (id: string, program: Partner['program']): Promise<Invitation> => {
    const partner = (await service.registerPartner({ id, name: id, program }))._unsafeUnwrap();
    const by = { kind: 'partner', partnerId: id } as const;
    const { request, link } = (await service.openRequest({ partnerId: id, by }))._unsafeUnwrap();
    return { partner, request, link };
  };
  return {
    service,
    seller: await invitation('contoso', 'direct-bill'),
    rival: await invitation('tailspin', 'direct-bill'),
    adviser: await invitation('fabrikam', 'advisor'),
  };
}
