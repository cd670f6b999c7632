import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  authorize,
  operations,
  type AuthorizationQuestion,
  type ContradictoryInput,
  type CustomerRelationships,
  type GroupId,
  type Instant,
  type MalformedInput,
  type Operation,
  type RoleId,
} from 'partner-relationships';
import {
  authorizeAt,
  partnerCenter21Vianet,
  partnerCenterGdap,
  ROLE_IDS,
  withServices,
  type DelegationProfile,
  type PersonalQuestion,
  type RoleDenied,
  type RolePermission,
} from 'partner-relationships/roles';
import type { Result } from 'neverthrow';
import {
  adventureWorks,
  closed,
  contoso,
  exchange,
  fabrikam,
  intune,
  northwind,
  serviceIdOf,
  sharepoint,
  subscriptionOf,
  suspended,
  tailspin,
  wingtip,
} from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { ADMINISTRATION, ALL, COMMERCIAL, GROWING, MOVING } from '../../rules/question';
import {
  after,
  APPROVED,
  assigned,
  DESK,
  ENDS,
  EXCHANGE,
  FIELD,
  GLOBAL,
  held,
  instant,
  MEANWHILE,
  offerIdOf,
  SUPPORT,
  USER,
} from '../delegations/scene';
import { by, change, customerWith, forService, person, sold, to, verdict, waysOut, type Question } from './scene';

const READER = ROLE_IDS.globalReader;
const nothing = customerWith([]);
const lacksRights = { rule: 'admin-rights-cover-administration', missing: ['admin-rights'] };

/** A role delegation that gives these roles to the desk, of all that it has. */
function toDesk(roles: readonly RoleId[], all: readonly RoleId[] = roles): ReturnType<typeof held> {
  return held({ roles: all, extends: false, assignments: [assigned(DESK, roles)] });
}

describe('the examples', () => {
  it('3: a role counts until its end, which the extension moves, settled or not', () => {
    const question = forService('administer-service');
    const before = instant('2027-01-10T08:59:59.999Z');
    const extending = customerWith([held()]);
    const ending = customerWith([held({ extends: false })]);

    expect([verdict(extending, question, before), change(extending, question, before)]).toEqual(['allowed', null]);
    expect([verdict(ending, question, before), change(ending, question, before)]).toEqual([
      'allowed',
      '2027-01-10T09:00:00.000Z',
    ]);
    expect(verdict(ending, question, instant('2027-01-10T09:00:00.000Z'))).toEqual(lacksRights);
    expect(verdict(nothing, question, instant('2027-01-10T09:00:00.000Z'))).toEqual(lacksRights);
    expect(verdict(extending, question, instant('2027-01-10T09:00:00.000Z'))).toBe('allowed');
  });

  it('9: no role changes what selling and billing need', () => {
    const all = customerWith([held({ roles: [GLOBAL], extends: false })]);
    const sale = forService('sell-subscription');
    const bill = to(subscriptionOf(exchange, fabrikam), 'receive-bill');

    expect(verdict(all, bill, MEANWHILE)).toEqual({
      rule: 'commercial-operations-need-original-reseller',
      missing: ['relationship-in-force', 'original-reseller'],
    });
    expect(verdict(all, sale, MEANWHILE)).toEqual({
      rule: 'new-sale-needs-relationship',
      missing: ['relationship-in-force'],
    });
    for (const question of [bill, sale]) {
      expect(authorizeAt(all, question, MEANWHILE, partnerCenterGdap)).toEqual(authorize(all, question));
    }
  });

  it('10: under the profile of 21Vianet every decision is that of authorize, at any moment', () => {
    const states = [nothing, customerWith([], [exchange]), customerWith([held({ roles: [GLOBAL], extends: false })])];
    for (const state of states) {
      for (const at of [instant('2000-01-01T00:00:00.000Z'), MEANWHILE, ENDS]) {
        for (const operation of ALL) {
          const question = operation === 'sell-subscription' ? forService(operation) : to(sold, operation);
          expect(authorizeAt(state, question, at, partnerCenter21Vianet)).toBe(authorize(state, question));
          expect(change(state, question, at, partnerCenter21Vianet)).toBeNull();
        }
      }
    }
    // Nor do roles that were assigned elsewhere hide anything.
    const state = customerWith([toDesk([READER])], [exchange]);
    const question = by(person(['admin-agent'], [DESK]), forService('manage-users'));
    expect(verdict(state, question, MEANWHILE, partnerCenter21Vianet)).toBe('allowed');
  });

  it('11: agent roles permit what the table of 21Vianet says', () => {
    const state = customerWith([], [exchange]);
    const ask = (agentRoles: Parameters<typeof person>[0]): readonly unknown[] =>
      [forService('manage-users'), to(sold, 'add-seats'), to(sold, 'receive-bill')].map((question) =>
        verdict(state, by(person(agentRoles), question), MEANWHILE, partnerCenter21Vianet),
      );
    const unreached = { rule: 'agent-role-limits-the-person', missing: ['within-reach'] };
    const unpermitted = { rule: 'agent-role-limits-the-person', missing: ['person-permitted'] };

    expect(ask(['sales-agent'])).toEqual([unreached, 'allowed', unpermitted]);
    expect(ask(['helpdesk-agent'])).toEqual(['allowed', unpermitted, unpermitted]);
    expect(ask(['billing-admin'])).toEqual([unreached, unpermitted, 'allowed']);
    expect(ask(['global-admin'])).toEqual([unreached, unpermitted, 'allowed']);
    expect(ask(['user-management-admin'])).toEqual([unreached, unpermitted, unpermitted]);
    expect(ask([])).toEqual([unreached, unpermitted, unpermitted]);
    expect(ask(['admin-agent'])).toEqual(['allowed', 'allowed', 'allowed']);
  });

  describe('12: which right reaches whom', () => {
    const toGroup = held({ roles: [EXCHANGE], assignments: [assigned(DESK, [EXCHANGE])] });
    const customers = {
      A: customerWith([], [exchange, intune]),
      B: customerWith([toGroup], [exchange, intune]),
      C: customerWith([toGroup]),
    };
    const people = {
      1: person(['admin-agent']),
      2: person(['admin-agent'], [DESK]),
      3: person([], [DESK]),
    };

    // Only the service delegation gives Intune, and only roles do without one for Exchange.
    it.each([
      ['1A', 'service'],
      ['1B', 'service'],
      ['1C', 'none'],
      ['2A', 'service'],
      ['2B', 'roles'],
      ['2C', 'roles'],
      ['3A', 'none'],
      ['3B', 'roles'],
      ['3C', 'roles'],
    ])('%s: %s', (name, right) => {
      const [who, where] = [people[name[0] as '1'], customers[name[1] as 'A']];
      const hasExchange = verdict(where, by(who, forService('administer-service', exchange)), MEANWHILE) === 'allowed';
      const hasIntune = verdict(where, by(who, forService('administer-service', intune)), MEANWHILE) === 'allowed';
      const rights = hasIntune ? 'service' : hasExchange ? 'roles' : 'none';

      expect(rights).toBe(right);
    });
  });

  it('13: a narrow role hides a wide service delegation until it ends', () => {
    const until = instant('2026-07-01T00:00:00.000Z');
    const narrow = held({ roles: [READER], endsAt: until, extends: false, assignments: [assigned(DESK, [READER])] });
    const state = customerWith([narrow], [exchange]);
    const question = by(person(['admin-agent'], [DESK]), forService('manage-users'));
    const june = instant('2026-06-15T12:00:00.000Z');

    expect(verdict(state, question, june)).toEqual({ rule: 'granular-takes-precedence', missing: ['within-reach'] });
    expect(change(state, question, june)).toBe('2026-07-01T00:00:00.000Z');
    expect(verdict(state, question, until)).toBe('allowed');
    expect(change(state, question, until)).toBeNull();
  });
});

describe('what a partner has by roles', () => {
  it('role-covers-the-operation: a role gives exactly the operations that the catalog says it covers', () => {
    const catalog = partnerCenterGdap.roles ?? {};
    const services = [exchange, intune, sharepoint, serviceIdOf('teams'), serviceIdOf('azure')];
    for (const [roleId, { covers }] of Object.entries(catalog)) {
      const state = customerWith([held({ roles: [roleId as RoleId], extends: false })]);
      for (const operation of ADMINISTRATION) {
        for (const service of services) {
          const isCovered = covers.some(
            (one) => one.operation === operation && (one.services === 'all' || one.services.includes(service)),
          );
          expect(verdict(state, forService(operation, service), MEANWHILE)).toEqual(isCovered ? 'allowed' : lacksRights);
        }
      }
    }
  });

  it('role-covers-the-operation: a role gives nothing before it begins, and nothing from its end on', () => {
    const state = customerWith([held({ extends: false })]);
    const ask = (at: Instant): unknown => verdict(state, forService('administer-service'), at);

    expect([ask(after(APPROVED, -1)), ask(APPROVED), ask(after(ENDS, -1)), ask(ENDS)]).toEqual([
      lacksRights,
      'allowed',
      'allowed',
      lacksRights,
    ]);
  });

  it('role-covers-the-operation: a role that the profile does not know gives nothing', () => {
    const state = customerWith([held({ roles: ['constructor' as RoleId] })]);

    for (const operation of ADMINISTRATION) {
      expect(verdict(state, forService(operation), MEANWHILE)).toEqual(lacksRights);
    }
  });

  it.each(MOVING)('role-covers-the-operation: %s takes a role that reads the directory, and what it took before', (moving) => {
    const related = customerWith([held({ roles: [ROLE_IDS.directoryReaders] })], [intune]);
    const other = customerWith([held({ roles: [EXCHANGE] })], [intune]);

    expect(verdict(related, to(sold, moving), MEANWHILE)).toBe('allowed');
    expect(verdict(other, to(sold, moving), MEANWHILE)).toEqual({
      rule: 'moving-a-subscription-also-needs-admin-rights',
      missing: ['admin-rights'],
    });
    expect(verdict(related, to(sold, moving, suspended(contoso)), MEANWHILE)).toEqual({
      rule: 'suspended-partner-manages-what-exists',
      missing: ['active-standing'],
    });
  });

  it('role-delegations-add-up: what one of them gives, its partner has, and nobody else', () => {
    const state = customerWith([
      held({ roles: [EXCHANGE] }),
      held({ id: offerIdOf('o2'), roles: [USER], endsAt: MEANWHILE, extends: false }),
      held({ id: offerIdOf('o3'), roles: [ROLE_IDS.intuneAdministrator], partnerId: fabrikam.id }),
    ]);
    const gives = (partner: typeof contoso, at: Instant): readonly boolean[] =>
      [
        forService('administer-service', exchange, partner),
        forService('manage-users', exchange, partner),
        forService('administer-service', intune, partner),
      ].map((question) => verdict(state, question, at) === 'allowed');

    expect(gives(contoso, after(MEANWHILE, -1))).toEqual([true, true, false]);
    expect(gives(contoso, MEANWHILE)).toEqual([true, false, false]);
    expect(gives(fabrikam, MEANWHILE)).toEqual([false, false, true]);
  });

  it('role-delegations-add-up: two that overlap or touch hold as one, and nothing holds in a gap', () => {
    const [one, two, three] = [instant('2026-03-01T00:00:00.000Z'), instant('2026-05-01T00:00:00.000Z'), MEANWHILE];
    const state = customerWith([
      held({ id: offerIdOf('o3'), activatedAt: three }),
      held({ id: offerIdOf('o2'), activatedAt: one, endsAt: two, extends: false }),
      held({ endsAt: instant('2026-04-01T00:00:00.000Z'), extends: false }),
    ]);
    const question = forService('administer-service');
    const moments = [APPROVED, one, after(two, -1), two, after(three, -1), three];

    expect(moments.map((at) => verdict(state, question, at) === 'allowed')).toEqual([true, true, true, false, false, true]);
    expect(change(state, question, APPROVED)).toBe(two);
    expect(change(state, question, two)).toBe(three);
  });

  it('role-delegations-add-up: a short one takes nothing from a long one that it is in', () => {
    const [begins, ends] = [instant('2026-03-01T00:00:00.000Z'), instant('2026-04-01T00:00:00.000Z')];
    const short = held({ id: offerIdOf('o2'), activatedAt: begins, endsAt: ends, extends: false });
    const question = forService('administer-service');
    for (const state of [customerWith([held({ extends: false }), short]), customerWith([short, held({ extends: false })])]) {
      expect(verdict(state, question, MEANWHILE)).toBe('allowed');
      expect(change(state, question, APPROVED)).toBe(ENDS);
    }
  });

  it('role-delegations-add-up: a role for one service takes nothing from one for every service', () => {
    const two = instant('2026-05-01T00:00:00.000Z');
    const everywhere = held({ roles: [GLOBAL], endsAt: two, extends: false });
    const single = held({ id: offerIdOf('o2'), roles: [EXCHANGE], activatedAt: two });
    const question = forService('administer-service');
    for (const state of [customerWith([everywhere, single]), customerWith([single, everywhere])]) {
      expect([APPROVED, two].map((at) => verdict(state, question, at))).toEqual(['allowed', 'allowed']);
      expect(change(state, question, APPROVED)).toBeNull();
      expect(verdict(state, forService('administer-service', intune), two)).toEqual(lacksRights);
    }
  });

  it('is a reseller’s alone, not its provider’s', () => {
    const state = customerWith([held({ partnerId: wingtip.id, throughPartnerId: tailspin.id })]);

    expect(verdict(state, forService('administer-service', exchange, wingtip), MEANWHILE)).toBe('allowed');
    expect(verdict(state, forService('administer-service', exchange, tailspin), MEANWHILE)).toEqual(lacksRights);
  });

  it('counts for a service as the application calls it', () => {
    const profile = withServices(partnerCenterGdap, { 'exchange-online': ['mail'] });
    const state = customerWith([held()]);

    expect(verdict(state, forService('administer-service', serviceIdOf('mail')), MEANWHILE, profile)).toBe('allowed');
    expect(verdict(state, forService('administer-service', exchange), MEANWHILE, profile)).toEqual(lacksRights);
    // The same state, asked about under another profile in between.
    expect(verdict(state, forService('administer-service', exchange), MEANWHILE)).toBe('allowed');
    expect(verdict(state, forService('administer-service', serviceIdOf('mail')), MEANWHILE, profile)).toBe('allowed');
  });

  it('is asked for by the customer’s approval where the profile grants roles', () => {
    const question = forService('manage-users');

    expect(waysOut(nothing, question, MEANWHILE)).toEqual(['admin-rights: customer: approve-the-role-offer']);
    expect(waysOut(null, question, MEANWHILE)).toEqual(['admin-rights: customer: approve-the-role-offer']);
    expect(waysOut(nothing, question, MEANWHILE, partnerCenter21Vianet)).toEqual([
      'admin-rights: customer: accept-and-delegate-the-service',
    ]);
  });
});

describe('a person', () => {
  const users = forService('manage-users');
  const agent = person(['admin-agent']);
  const unreached = (rule: string): unknown => ({ rule, missing: ['within-reach'] });

  it('roles-reach-people-through-groups: has what is assigned to one of its groups, without any agent role', () => {
    const state = customerWith([
      held({ roles: [USER, EXCHANGE, SUPPORT], assignments: [assigned(DESK, [USER]), assigned(FIELD, [SUPPORT])] }),
    ]);
    const ask = (...groups: readonly GroupId[]): readonly boolean[] =>
      [users, forService('file-service-request'), forService('administer-service')].map(
        (question) => verdict(state, by(person([], groups), question), MEANWHILE) === 'allowed',
      );

    // User Administrators may ask for support as well.
    expect(ask(DESK)).toEqual([true, true, false]);
    expect(ask(FIELD)).toEqual([false, true, false]);
    expect(ask(FIELD, DESK)).toEqual([true, true, false]);
  });

  it('roles-reach-people-through-groups: gets nothing from a delegation without assignments, or to others', () => {
    const rule = 'roles-reach-people-through-groups';
    for (const assignments of [[], [assigned(FIELD, [USER])]]) {
      const state = customerWith([held({ roles: [USER], assignments })]);
      expect(verdict(state, by(person(['admin-agent'], [DESK]), users), MEANWHILE)).toEqual(unreached(rule));
      expect(waysOut(state, by(person(['admin-agent'], [DESK]), users), MEANWHILE)).toEqual([
        'within-reach: partner: assign-the-role',
      ]);
    }
  });

  it('roles-reach-people-through-groups: has nothing in a group of another partner', () => {
    const state = customerWith([toDesk([USER]), held({ id: offerIdOf('o2'), partnerId: fabrikam.id, roles: [USER] })]);
    const question = by(person([], [DESK]), forService('manage-users', exchange, fabrikam));

    expect(verdict(state, question, MEANWHILE)).toEqual(unreached('roles-reach-people-through-groups'));
  });

  it('agent-role-limits-the-person: administers by a service delegation as an admin or helpdesk agent only', () => {
    const state = customerWith([], [exchange]);
    for (const operation of ADMINISTRATION) {
      for (const role of ['admin-agent', 'helpdesk-agent'] as const) {
        expect(verdict(state, by(person([role]), forService(operation)), MEANWHILE)).toBe('allowed');
      }
      const others = person(['sales-agent', 'global-admin', 'billing-admin', 'user-management-admin']);
      const question = by(others, forService(operation));
      expect(verdict(state, question, MEANWHILE)).toEqual(unreached('agent-role-limits-the-person'));
      expect(waysOut(state, question, MEANWHILE)).toEqual(['within-reach: partner: give-the-agent-role']);
    }
  });

  it('agent-role-limits-the-person: sells and bills by an agent role, whatever its groups', () => {
    const state = customerWith([toDesk([GLOBAL])], [exchange]);
    const permitted = (operation: Operation): readonly string[] =>
      (['admin-agent', 'sales-agent', 'helpdesk-agent', 'global-admin', 'billing-admin'] as const).filter((role) => {
        const question = operation === 'sell-subscription' ? forService(operation) : to(sold, operation);
        return verdict(state, by(person([role], [DESK]), question), MEANWHILE) === 'allowed';
      });

    for (const operation of [...COMMERCIAL, ...GROWING, ...MOVING, 'sell-subscription'] as const) {
      const expected =
        operation === 'receive-bill' ? ['admin-agent', 'global-admin', 'billing-admin'] : ['admin-agent', 'sales-agent'];
      expect(permitted(operation)).toEqual(expected);
      const question = operation === 'sell-subscription' ? forService(operation) : to(sold, operation);
      expect(waysOut(state, by(person([], [DESK]), question), MEANWHILE)).toEqual([
        'person-permitted: partner: give-the-agent-role',
      ]);
    }
  });

  it('agent-role-limits-the-person: comes first, even if an agent role would not be enough', () => {
    // An agent in this group would be hidden from the service delegation as well: what helps is a role.
    const held1 = customerWith([toDesk([READER], [READER, USER])], [exchange]);
    const notHeld = customerWith([toDesk([READER])], [exchange]);
    const question = by(person(['sales-agent'], [DESK]), users);

    for (const state of [held1, notHeld]) {
      expect(verdict(state, question, MEANWHILE)).toEqual(unreached('agent-role-limits-the-person'));
    }
    expect(waysOut(held1, question, MEANWHILE)).toEqual(['within-reach: partner: assign-the-role']);
    expect(waysOut(notHeld, question, MEANWHILE)).toEqual(['within-reach: partner: offer-the-role']);
  });

  it('granular-takes-precedence: an assignment hides service delegations, as long as it is in force', () => {
    const question = by(person(['admin-agent'], [DESK]), users);
    const hidden = unreached('granular-takes-precedence');
    const notHeld = customerWith([toDesk([READER])], [exchange]);
    const notAssigned = customerWith([toDesk([READER], [READER, USER])], [exchange]);

    expect(verdict(notHeld, question, MEANWHILE)).toEqual(hidden);
    expect(waysOut(notHeld, question, MEANWHILE)).toEqual(['within-reach: partner: offer-the-role']);
    expect(verdict(notAssigned, question, MEANWHILE)).toEqual(hidden);
    expect(waysOut(notAssigned, question, MEANWHILE)).toEqual(['within-reach: partner: assign-the-role']);
    expect(verdict(notHeld, question, ENDS)).toBe('allowed');
    // The partner may still, and so may others of its people.
    expect(verdict(notHeld, users, MEANWHILE)).toBe('allowed');
    expect(verdict(notHeld, by(agent, users), MEANWHILE)).toBe('allowed');
  });

  it('granular-takes-precedence: hides also by a role that covers nothing, and not by one of another partner', () => {
    const question = by(person(['admin-agent'], [DESK]), users);
    const bare = toDesk([ROLE_IDS.licenseAdministrator]);

    expect(verdict(customerWith([bare], [exchange]), question, MEANWHILE)).toEqual(unreached('granular-takes-precedence'));
    expect(verdict(customerWith([{ ...bare, partnerId: fabrikam.id }], [exchange]), question, MEANWHILE)).toBe('allowed');
  });

  it('lacks its own fact besides what its partner lacks', () => {
    const missing = ['admin-rights', 'within-reach'];
    const rule = 'admin-rights-cover-administration';
    const salesPerson = person(['sales-agent'], [DESK]);

    expect(verdict(nothing, by(agent, users), MEANWHILE)).toEqual({ rule, missing });
    expect(waysOut(nothing, by(salesPerson, users), MEANWHILE)).toEqual([
      'admin-rights: customer: approve-the-role-offer',
      'within-reach: partner: assign-the-role',
    ]);
    expect(waysOut(nothing, by(agent, users), MEANWHILE, partnerCenter21Vianet)).toEqual([
      'admin-rights: customer: accept-and-delegate-the-service',
      'within-reach: customer: accept-and-delegate-the-service',
    ]);
    expect(waysOut(nothing, by(salesPerson, users), MEANWHILE, partnerCenter21Vianet)).toEqual([
      'admin-rights: customer: accept-and-delegate-the-service',
      'within-reach: partner: give-the-agent-role',
    ]);
    expect(verdict(nothing, by(agent, to(subscriptionOf(exchange, null), 'migrate-subscription')), MEANWHILE)).toEqual({
      rule: 'commercial-operations-need-original-reseller',
      missing: ['relationship-in-force', 'original-reseller', 'admin-rights'],
    });
  });

  it('of a closed partner lacks nothing but the account, by the answer that its partner gets', () => {
    const state = customerWith([toDesk([GLOBAL])], [exchange]);
    for (const operation of ALL) {
      const about = operation === 'sell-subscription' ? forService(operation) : to(sold, operation);
      const question = { ...about, partner: closed(contoso) } as Question;
      for (const profile of [partnerCenterGdap, partnerCenter21Vianet]) {
        const answer = authorizeAt(state, by(person([], [DESK]), question), MEANWHILE, profile);
        expect(answer).toBe(authorize(state, question));
        expect(answer._unsafeUnwrapErr()).toMatchObject({ context: { missing: ['open-account'] } });
      }
    }
  });

  it('is named in the message, and last in what a permission rests on', () => {
    const state = customerWith([toDesk([USER])]);
    const { basis } = authorizeAt(state, by(person([], [DESK]), users), MEANWHILE, partnerCenterGdap)._unsafeUnwrap();
    const denied = authorizeAt(nothing, by(agent, users), MEANWHILE, partnerCenterGdap)._unsafeUnwrapErr();
    const unpermitted = authorizeAt(nothing, by(person([]), forService('sell-subscription')), MEANWHILE, partnerCenterGdap);

    expect(basis).toEqual(['open-account', 'admin-rights', 'within-reach']);
    expect(denied.message).toBe(
      'the partner may not manage-users: it has no admin rights for the service; no admin rights of it reach the person',
    );
    expect(unpermitted._unsafeUnwrapErr().message).toBe(
      'the partner may not sell-subscription: it has no reseller relationship with the customer; ' +
        'no agent role of the person permits it',
    );
  });
});

describe('an answer', () => {
  const states = [
    null,
    nothing,
    customerWith([], [exchange]),
    customerWith([toDesk([READER], [READER, EXCHANGE]), held({ id: offerIdOf('o2'), roles: [USER] })], [exchange, intune]),
  ];
  const people = [undefined, person([]), person(['admin-agent']), person([], [DESK]), person(['admin-agent'], [DESK])];
  const questions = [contoso, suspended(contoso), closed(contoso), fabrikam, wingtip].flatMap((partner) =>
    ALL.flatMap((operation) => [contoso, null].map((seller) =>
        operation === 'sell-subscription'
          ? forService(operation, exchange, partner)
          : to(subscriptionOf(exchange, seller), operation, partner),
      )).flatMap((question) => people.map((one) => (one === undefined ? question : by(one, question)))),
  );

  it('is one frozen object, shared by all who ask the like, and the answers to a question are equal only if they are the same', () => {
    for (const profile of [partnerCenterGdap, partnerCenter21Vianet]) {
      const byText = new Map<string, unknown>();
      for (const state of states) {
        for (const question of questions) {
          const answer = authorizeAt(state, question, MEANWHILE, profile);
          expect(authorizeAt(state, structuredClone(question), MEANWHILE, profile)).toBe(answer);
          expect(isFrozenInDepth(answer)).toBe(true);
          const key = JSON.stringify([answer, question]);
          expect(byText.get(key) ?? answer).toBe(answer);
          byText.set(key, answer);
        }
      }
    }
  });

  it('is the same for relationships that are plain JSON', () => {
    for (const state of states) {
      const json = JSON.parse(JSON.stringify(state)) as CustomerRelationships | null;
      for (const question of questions) {
        expect(authorizeAt(json, question, MEANWHILE, partnerCenterGdap)).toBe(
          authorizeAt(state, question, MEANWHILE, partnerCenterGdap),
        );
      }
    }
  });

  it('is decided afresh when a plain object was edited between two questions', () => {
    const plain = structuredClone(customerWith([held()])) as { roleDelegations?: unknown[] } & CustomerRelationships;
    const question = forService('administer-service');

    expect(verdict(plain, question, MEANWHILE)).toBe('allowed');
    plain.roleDelegations?.pop();
    expect(verdict(plain, question, MEANWHILE)).toEqual(lacksRights);
  });
});

describe('what is malformed', () => {
  const state = customerWith([held()], [exchange]);
  const question = by(person(['admin-agent'], [DESK]), forService('manage-users'));
  const ask = (...[of, asked, at, profile]: readonly unknown[]): ReturnType<typeof authorizeAt> =>
    authorizeAt(of as CustomerRelationships, asked as Question, at as Instant, profile as DelegationProfile);
  const [delegation] = state.roleDelegations ?? [];

  it.each([
    ['', [state, null, MEANWHILE, partnerCenterGdap]],
    ['operation', [state, { ...question, operation: 'rule-the-world' }, MEANWHILE, partnerCenterGdap]],
    ['partner.standing', [state, { ...question, partner: { ...contoso, standing: 'gone' } }, MEANWHILE, partnerCenterGdap]],
    ['serviceId', [state, { ...question, serviceId: undefined }, MEANWHILE, partnerCenterGdap]],
    ['state', ['northwind', question, MEANWHILE, partnerCenterGdap]],
    ['state.relationships', [{ ...state, relationships: null }, question, MEANWHILE, partnerCenterGdap]],
    ['state.roleDelegations', [{ ...state, roleDelegations: {} }, question, MEANWHILE, partnerCenterGdap]],
    [
      'state.roleDelegations[1].endsAt',
      [{ ...state, roleDelegations: [delegation, { ...delegation, endsAt: 'soon' }] }, question, MEANWHILE, partnerCenterGdap],
    ],
    ['person', [state, { ...question, person: null }, MEANWHILE, partnerCenterGdap]],
    ['person', [state, { ...question, person: 'somebody' }, MEANWHILE, partnerCenterGdap]],
    ['person.agentRoles', [state, by({ ...person([]), agentRoles: 'admin-agent' as never }, question), MEANWHILE, partnerCenterGdap]],
    ['person.groups', [state, by({ ...person([]), groups: undefined as never }, question), MEANWHILE, partnerCenterGdap]],
    ['at', [state, question, undefined, partnerCenterGdap]],
    ['at', [state, question, Date.parse(MEANWHILE), partnerCenterGdap]],
    ['at', [state, question, new Date(MEANWHILE), partnerCenterGdap]],
    ['at', [state, question, 'now', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01T12:00:00Z', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01T12:00:00+00:00', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01 12:00:00.000Z', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01T12:00:00,000Z', partnerCenterGdap]],
    ['at', [state, question, '2026/06/01T12:00:00.000Z', partnerCenterGdap]],
    ['at', [state, question, '2026-06-01T12:00:00.000+', partnerCenterGdap]],
    ['profile', [state, question, MEANWHILE, undefined]],
    ['profile', [state, question, MEANWHILE, { ...partnerCenterGdap }]],
    ['profile', [null, question, MEANWHILE, 'partner-center-gdap']],
  ])('is told by its path, if the partner’s account is closed as well: "%s"', (path, given) => {
    expect(ask(...given)._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    const [of, asked, ...rest] = given;
    const partner = (asked as Question | null)?.partner;
    if (partner?.standing !== 'active') return;
    const ofClosed = { ...(asked as Question), partner: closed(partner) };
    expect(ask(of, ofClosed, ...rest)._unsafeUnwrapErr()).toMatchObject({ context: { path } });
  });

  it('is what throws when it is read', () => {
    const trap = { ...question, get person(): never { throw new Error('a trap'); } };

    expect(ask(state, trap, MEANWHILE, partnerCenterGdap)._unsafeUnwrapErr().code).toBe('malformed-input');
  });

  it('is not an agent role or a group that nobody knows: it gives no right', () => {
    const odd = { userId: '', agentRoles: ['__proto__', 7], groups: ['constructor', null, DESK.toUpperCase()] };

    expect(verdict(state, by(odd as never, forService('manage-users')), MEANWHILE)).toEqual({
      rule: 'agent-role-limits-the-person',
      missing: ['within-reach'],
    });
  });

  it('contradicts, if the subscription is another customer’s', () => {
    const foreign = to(subscriptionOf(exchange, contoso, 'active', adventureWorks), 'receive-bill');

    expect(ask(state, foreign, MEANWHILE, partnerCenterGdap)._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'subscription.customerId' },
    });
    expect(northwind.id).not.toBe(adventureWorks.id);
  });
});

describe('the types', () => {
  it('take the questions of authorize, and answer as it does', () => {
    expectTypeOf<AuthorizationQuestion>().toExtend<PersonalQuestion<Operation>>();
    expectTypeOf(authorizeAt<Operation>).returns.toEqualTypeOf<
      Result<RolePermission, RoleDenied | MalformedInput | ContradictoryInput>
    >();
    expectTypeOf(authorize<Operation>).returns.toExtend<ReturnType<typeof authorizeAt>>();
    // @ts-expect-error a sale names no subscription
    const wrong: PersonalQuestion<'sell-subscription'> = { partner: contoso, operation: 'sell-subscription', subscription: sold };
    expect(Object.keys(operations)).toContain(wrong.operation);
  });
});
