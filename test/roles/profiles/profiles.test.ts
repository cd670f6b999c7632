import { describe, expect, it } from 'vitest';
import { operations, parseOfferId, parseRoleId, parseServiceId, type Operation } from 'partner-relationships';
import {
  lockRoleOffer,
  partnerCenter21Vianet,
  partnerCenterGdap,
  ROLE_IDS,
  SERVICE_IDS,
  withServices,
  type CatalogRole,
  type CatalogService,
  type DelegationProfile,
} from 'partner-relationships/roles';
import { contoso, now, thePartner } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { ADMINISTRATION, MOVING } from '../../rules/question';

const roles = partnerCenterGdap.roles ?? {};

/** Written down a second time, after the table of who may do what: which roles cover an operation for which services. */
const COVERING: Readonly<Partial<Record<Operation, readonly (readonly [CatalogRole, 'all' | CatalogService])[]>>> = {
  'view-service-health': [
    ['globalAdministrator', 'all'],
    ['globalReader', 'all'],
    ['serviceSupportAdministrator', 'all'],
    ['exchangeAdministrator', 'exchange-online'],
    ['intuneAdministrator', 'intune'],
    ['sharePointAdministrator', 'sharepoint-online'],
    ['teamsAdministrator', 'teams'],
  ],
  // Those that may manage support tickets of everything.
  'file-service-request': [
    ['globalAdministrator', 'all'],
    ['serviceSupportAdministrator', 'all'],
    ['userAdministrator', 'all'],
    ['helpdeskAdministrator', 'all'],
    ['privilegedAuthenticationAdministrator', 'all'],
    ['cloudApplicationAdministrator', 'all'],
    ['applicationAdministrator', 'all'],
    ['exchangeAdministrator', 'all'],
    ['intuneAdministrator', 'all'],
    ['sharePointAdministrator', 'all'],
    ['teamsAdministrator', 'all'],
  ],
  'manage-users': [
    ['globalAdministrator', 'all'],
    ['userAdministrator', 'all'],
  ],
  ...Object.fromEntries(
    ['administer-service', 'provision-service'].map((operation) => [
      operation,
      [
        ['globalAdministrator', 'all'],
        ['exchangeAdministrator', 'exchange-online'],
        ['intuneAdministrator', 'intune'],
        ['sharePointAdministrator', 'sharepoint-online'],
        ['teamsAdministrator', 'teams'],
      ],
    ]),
  ),
  ...Object.fromEntries(
    MOVING.map((operation) => [
      operation,
      [
        ['globalAdministrator', 'all'],
        ['globalReader', 'all'],
        ['directoryReaders', 'all'],
        ['directoryWriters', 'all'],
      ],
    ]),
  ),
};

describe('the role catalog', () => {
  it.each(Object.keys(operations) as Operation[])('says which roles cover %s', (operation) => {
    const covering = Object.entries(ROLE_IDS).flatMap(([name, id]) =>
      (roles[id]?.covers ?? [])
        .filter((one) => one.operation === operation)
        .flatMap(({ services }) => (services === 'all' ? [[name, 'all']] : services.map((service) => [name, service]))),
    );

    expect(covering).toEqual(COVERING[operation] ?? []);
  });

  it('covers no operation but administration and moving, and none twice', () => {
    for (const { covers } of Object.values(roles)) {
      const covered = covers.map(({ operation }) => operation);
      expect([...ADMINISTRATION, ...MOVING]).toEqual(expect.arrayContaining(covered));
      expect(new Set(covered).size).toBe(covered.length);
    }
  });

  it('has each role that is named, under an id of Microsoft Graph, and no other', () => {
    expect(Object.keys(roles).toSorted()).toEqual(Object.values(ROLE_IDS).toSorted());
    for (const [name, id] of Object.entries(ROLE_IDS)) {
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(parseRoleId(id)._unsafeUnwrap()).toBe(id);
      expect(roles[id]?.name.replaceAll(' ', '').toLowerCase()).toBe(name.toLowerCase());
    }
  });

  it('marks the role that never extends, and no other', () => {
    const never = Object.entries(roles).filter(([, { neverExtends }]) => neverExtends);

    expect(never.map(([id]) => id)).toEqual([ROLE_IDS.globalAdministrator]);
  });

  it('names services by ids that can be one', () => {
    const named = Object.values(roles).flatMap(({ covers }) =>
      covers.flatMap(({ services }) => (services === 'all' ? [] : services)),
    );

    expect([...new Set(named)].toSorted()).toEqual(Object.values(SERVICE_IDS).toSorted());
    for (const id of named) expect(parseServiceId(id).isOk()).toBe(true);
  });
});

describe('the profiles', () => {
  it.each([partnerCenter21Vianet, partnerCenterGdap])('are data that nobody can change: $id', (profile) => {
    expect(isFrozenInDepth(profile)).toBe(true);
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  it('are told apart by what they grant', () => {
    expect(partnerCenter21Vianet).toMatchObject({ grants: 'services', roles: null, defaultTermDays: null });
    expect(partnerCenterGdap).toMatchObject({ grants: 'roles', defaultTermDays: 730 });
  });

  it('let every operation be done by somebody, and admin agents do all of them', () => {
    for (const { agentRoles } of [partnerCenter21Vianet, partnerCenterGdap]) {
      expect([...agentRoles['admin-agent']].toSorted()).toEqual(Object.keys(operations).toSorted());
      expect(agentRoles['user-management-admin']).toEqual([]);
    }
  });
});

describe('an application with ids of its own for services', () => {
  const profile = withServices(partnerCenterGdap, { 'exchange-online': ['mail', 'archive'], teams: [] });
  const servicesOf = (of: DelegationProfile, role: CatalogRole): readonly unknown[] =>
    (of.roles?.[ROLE_IDS[role]]?.covers ?? []).map(({ services }) => services);

  it('gets roles that cover them in place of the ids of the catalog', () => {
    const own = ['mail', 'archive'];

    expect(servicesOf(profile, 'exchangeAdministrator')).toEqual([own, own, own, 'all']);
    expect(servicesOf(profile, 'teamsAdministrator')).toEqual([[], [], [], 'all']);
    expect(servicesOf(profile, 'intuneAdministrator')).toEqual([['intune'], ['intune'], ['intune'], 'all']);
    expect(servicesOf(profile, 'globalAdministrator')).toEqual(servicesOf(partnerCenterGdap, 'globalAdministrator'));
  });

  it('leaves the rest of the profile as it was, and the profile itself', () => {
    expect({ ...profile, roles: null }).toEqual({ ...partnerCenterGdap, roles: null });
    expect(servicesOf(partnerCenterGdap, 'exchangeAdministrator')[0]).toEqual(['exchange-online']);
    expect(isFrozenInDepth(profile)).toBe(true);
  });

  it('gets the profile without roles as it is', () => {
    expect(withServices(partnerCenter21Vianet, { 'exchange-online': ['mail'] })).toBe(partnerCenter21Vianet);
  });

  it.each([
    ['a copy of a profile', { ...partnerCenterGdap }, {}],
    ['no profile', undefined, {}],
    ['no services', partnerCenterGdap, undefined],
    ['a service in place of its ids', partnerCenterGdap, { teams: 'calls' }],
    ['an id of a service that is none', partnerCenterGdap, { teams: ['calls', 'two words'] }],
  ])('gets for malformed arguments what is no profile anywhere: %s', (_what, given, services) => {
    // @ts-expect-error what comes from outside may be anything
    const odd = withServices(given, services);

    expect(odd.roles).toBeNull();
    const on = { partner: contoso, requests: [] };
    const lock = { offerId: parseOfferId('offer-0000000001')._unsafeUnwrap(), by: thePartner(contoso), at: now };
    expect(lockRoleOffer(on, lock, odd)._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'profile' },
    });
  });

  it('is not misled by a service that is called like a method of every object', () => {
    const odd = withServices(partnerCenterGdap, { 'exchange-online': ['constructor'] });

    expect(servicesOf(withServices(odd, {}), 'exchangeAdministrator')[0]).toEqual(['constructor']);
  });
});
