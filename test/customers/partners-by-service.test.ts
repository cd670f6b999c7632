import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SERVICES_PER_COMMAND, partnersByService, type CustomerRelationships } from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import {
  contoso,
  exchange,
  fabrikam,
  intune,
  later,
  litware,
  now,
  partnerOf,
  serviceIdOf,
  sharepoint,
  tailspin,
  wingtip,
} from '../fixtures/cast';
import { granted, lost, related, stateAfter } from '../fixtures/history';

const none = { hasAdminRights: false, transacting: false, through: [], grantedAt: null };

describe('the customer reviews its partners', () => {
  it('customer-reviews-partners-by-service: each service shows all partners, those with admin rights first', () => {
    const state = stateAfter(
      related(fabrikam),
      related(contoso),
      granted(contoso, exchange),
      { ...related(litware), at: later },
      { ...granted(litware, exchange), at: later },
      granted(fabrikam, intune),
    );

    expect(partnersByService(state)._unsafeUnwrap()).toStrictEqual([
      {
        serviceId: exchange,
        partners: [
          {
            partnerId: contoso.id,
            hasAdminRights: true,
            transacting: true,
            through: [],
            grantedAt: now,
            hasRelationship: true,
          },
          {
            partnerId: litware.id,
            hasAdminRights: true,
            transacting: false,
            through: [],
            grantedAt: later,
            hasRelationship: true,
          },
          { partnerId: fabrikam.id, ...none, hasRelationship: true },
        ],
      },
      {
        serviceId: intune,
        partners: [
          {
            partnerId: fabrikam.id,
            hasAdminRights: true,
            transacting: true,
            through: [],
            grantedAt: now,
            hasRelationship: true,
          },
          { partnerId: contoso.id, ...none, hasRelationship: true },
          { partnerId: litware.id, ...none, hasRelationship: true },
        ],
      },
    ]);
  });

  it('customer-reviews-partners-by-service: an indirect reseller is shown with the providers that brought it', () => {
    const alpine = partnerOf('alpine', 'indirect-provider');
    const state = stateAfter(
      related(tailspin),
      related(alpine),
      granted(wingtip, exchange, { through: tailspin }),
      { ...granted(wingtip, exchange, { through: alpine }), at: later },
    );

    expect(partnersByService(state)._unsafeUnwrap()).toMatchObject([
      {
        serviceId: exchange,
        partners: [
          { partnerId: wingtip.id, through: [tailspin.id, alpine.id], grantedAt: now, hasRelationship: false },
          { partnerId: alpine.id, hasAdminRights: false, hasRelationship: true },
          { partnerId: tailspin.id, hasAdminRights: false, hasRelationship: true },
        ],
      },
    ]);
  });

  it('customer-reviews-partners-by-service: services that nobody administers are shown when asked for', () => {
    const state = stateAfter(related(contoso), granted(contoso, intune), lost(contoso, intune));

    expect(partnersByService(state)._unsafeUnwrap()).toEqual([]);
    expect(partnersByService(state, [sharepoint, exchange, sharepoint])._unsafeUnwrap()).toEqual([
      { serviceId: exchange, partners: [{ partnerId: contoso.id, ...none, hasRelationship: true }] },
      { serviceId: sharepoint, partners: [{ partnerId: contoso.id, ...none, hasRelationship: true }] },
    ]);
  });

  it('customer-reviews-partners-by-service: shows every partner for every service, with the rights in force', () =>
    fc.assert(
      fc.property(situation(), ({ state, marketplace: { serviceIds } }) => {
        const everyPartner = new Set([...state.relationships, ...state.delegations].map(({ partnerId }) => partnerId));
        const rows = partnersByService(state, serviceIds)._unsafeUnwrap();

        expect(new Set(rows.map(({ serviceId }) => serviceId))).toEqual(new Set(serviceIds));
        for (const { serviceId, partners } of rows) {
          expect(new Set(partners.map(({ partnerId }) => partnerId))).toEqual(everyPartner);
          for (const shown of partners) {
            const own = state.delegations.filter(
              (held) => held.serviceId === serviceId && held.partnerId === shown.partnerId,
            );
            expect(shown).toEqual({
              partnerId: shown.partnerId,
              hasAdminRights: own.length > 0,
              transacting: own.some(({ transacting }) => transacting),
              through: own.map(({ throughPartnerId }) => throughPartnerId).filter((provider) => provider !== null),
              grantedAt: own.map(({ grantedAt }) => grantedAt).toSorted()[0] ?? null,
              hasRelationship: state.relationships.some(({ partnerId }) => partnerId === shown.partnerId),
            });
          }
        }
      }),
    ));

  it('orders ids by code units, so that every machine shows the same', () => {
    const ids = ['a', 'B', '_', 'ab', 'A', '-', '0'].map((id) => partnerOf(id, 'advisor'));
    const services = ['b', 'C', '9'].map(serviceIdOf);
    const state = stateAfter(...ids.map((partner) => related(partner)));
    const shown = partnersByService(state, services)._unsafeUnwrap();

    expect(shown.map(({ serviceId }) => serviceId)).toEqual(['9', 'C', 'b']);
    expect(shown[0]?.partners.map(({ partnerId }) => partnerId)).toEqual(['-', '0', 'A', 'B', '_', 'a', 'ab']);
  });

  it('is frozen, in depth', () => {
    const [row] = partnersByService(stateAfter(related(contoso), granted(contoso, exchange)))._unsafeUnwrap();

    expect(Object.isFrozen(row) && Object.isFrozen(row?.partners)).toBe(true);
    expect(row?.partners.every((partner) => Object.isFrozen(partner) && Object.isFrozen(partner.through))).toBe(true);
  });

  it('names a malformed argument by its path', () => {
    const tooMany = Array.from({ length: MAX_SERVICES_PER_COMMAND + 1 }, () => exchange);
    const paths = [
      partnersByService(JSON.parse('[]') as CustomerRelationships),
      partnersByService(stateAfter(), JSON.parse('["a b"]') as []),
      partnersByService(stateAfter(), tooMany),
    ].map((result) => result._unsafeUnwrapErr().context.path);

    expect(paths).toEqual(['state', 'services[0]', 'services']);
  });
});
