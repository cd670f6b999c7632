import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorize,
  parseCustomerRelationships,
  type AuthorizationQuestion,
  type CustomerRelationships,
  type Instant,
  type Partner,
} from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import {
  authorizeAt,
  nextChangeAt,
  partnerCenter21Vianet,
  partnerCenterGdap,
  settle,
  type AgentRole,
  type DelegationProfile,
  type Person,
} from 'partner-relationships/roles';
import { closed, contoso, exchange, fabrikam, intune, subscriptionOf, suspended, wingtip } from '../../fixtures/cast';
import { changed } from '../../fixtures/history';
import { law } from '../../fixtures/law';
import { ALL } from '../../rules/question';
import { anyMoment, anyState, GROUPS } from '../delegations/any-state';
import { after, settling } from '../delegations/scene';
import { by, forService, to, type Question } from './scene';

const AGENT_ROLES: readonly AgentRole[] = [
  'admin-agent',
  'sales-agent',
  'helpdesk-agent',
  'global-admin',
  'billing-admin',
  'user-management-admin',
];

const anyPerson: fc.Arbitrary<Person> = fc.record({
  userId: fc.constant('somebody'),
  agentRoles: fc.subarray([...AGENT_ROLES]),
  groups: fc.subarray([...GROUPS]),
});

const anyProfile: fc.Arbitrary<DelegationProfile> = fc.constantFrom(partnerCenterGdap, partnerCenter21Vianet);

function anyQuestion(partners: readonly Partner[] = [contoso, suspended(contoso), fabrikam, wingtip]): fc.Arbitrary<Question> {
  return fc
    .record({
      partner: fc.constantFrom(...partners),
      operation: fc.constantFrom(...ALL),
      service: fc.constantFrom(exchange, intune),
      seller: fc.constantFrom(contoso, fabrikam, null),
      person: fc.option(anyPerson, { nil: undefined }),
    })
    .map(({ partner, operation, service, seller, person }) => {
      const question =
        operation === 'sell-subscription'
          ? forService(operation, service, partner)
          : to(subscriptionOf(service, seller), operation, partner);
      return person === undefined ? question : by(person, question);
    });
}

const anyCase = anyState().chain((state) =>
  fc.record({ state: fc.constant(state), at: anyMoment(state), question: anyQuestion(), profile: anyProfile }),
);

describe('an answer at a moment', () => {
  it('is the same whether or not what time has done by then is written down', () => {
    law(
      fc.property(anyCase, ({ state, at, question, profile }) => {
        const settled = changed(state, settle(state, settling(at))._unsafeUnwrap());

        expect(authorizeAt(settled, question, at, profile)).toBe(authorizeAt(state, question, at, profile));
      }),
    );
  });

  it('is that of authorize without role delegations, at every moment; where roles are granted, but for who gives rights', () => {
    law(
      fc.property(situation(), anyMomentAtAll(), ({ state, question }, at) => {
        const answer = authorize(state, question);

        expect(authorizeAt(state, question, at, partnerCenter21Vianet)).toBe(answer);
        expect(nextChangeAt(state, question, at, partnerCenter21Vianet)).toBeNull();
        expect(forRights(authorizeAt(state, question, at, partnerCenterGdap), 'approve-the-role-offer')).toEqual(
          forRights(answer, 'accept-and-delegate-the-service'),
        );
        expect(nextChangeAt(state, question, at, partnerCenterGdap)).toBeNull();
      }),
    );
  });

  it('is the same for relationships as they are stored', () => {
    law(
      fc.property(anyCase, ({ state, at, question, profile }) => {
        const json = JSON.parse(JSON.stringify(state)) as CustomerRelationships;
        const answer = authorizeAt(state, question, at, profile);

        expect(authorizeAt(json, question, at, profile)).toBe(answer);
        expect(authorizeAt(parseCustomerRelationships(json)._unsafeUnwrap(), question, at, profile)).toBe(answer);
        expect(nextChangeAt(json, question, at, profile)).toBe(nextChangeAt(state, question, at, profile));
      }),
    );
  });

  it('is a no for a person wherever it is one for the partner', () => {
    law(
      fc.property(anyCase, anyPerson, ({ state, at, question, profile }, person) => {
        const ofPartner = authorizeAt(state, { ...question, person: undefined } as Question, at, profile);

        expect(ofPartner.isErr() && authorizeAt(state, by(person, question), at, profile).isOk()).toBe(false);
      }),
    );
  });

  it('does not depend on what other partners hold', () => {
    law(
      fc.property(anyCase, ({ state, at, question, profile }) => {
        const { roleDelegations = [], ...rest } = state;
        const own = roleDelegations.filter(({ partnerId }) => partnerId === question.partner.id);
        const alone = own.length === 0 ? rest : { ...rest, roleDelegations: own };

        expect(authorizeAt(alone as CustomerRelationships, question, at, profile)).toBe(
          authorizeAt(state, question, at, profile),
        );
      }),
    );
  });

  it('is always the same no for a closed partner', () => {
    law(
      fc.property(anyCase, ({ state, at, question, profile }) => {
        const ofClosed = { ...question, partner: closed(question.partner) } as Question;
        const answer = authorizeAt(state, ofClosed, at, profile);

        expect(answer).toBe(authorize(null, ofClosed as AuthorizationQuestion));
        expect(answer._unsafeUnwrapErr()).toMatchObject({ context: { missing: ['open-account'] } });
        expect(nextChangeAt(state, ofClosed, at, profile)).toBeNull();
      }),
    );
  });
});

describe('the next change', () => {
  it('is the first moment with another answer, of all at which something begins or ends, and those beside them', () => {
    law(
      fc.property(anyCase, ({ state, at, question, profile }) => {
        const textAt = (moment: Instant): string => JSON.stringify(authorizeAt(state, question, moment, profile));
        const found = momentsAfter(state, at).find((moment) => textAt(moment) !== textAt(at)) ?? null;

        expect(nextChangeAt(state, question, at, profile)).toBe(found);
      }),
    );
  });

  it('is also found before anything has begun', () => {
    law(
      fc.property(anyCase, ({ state, question }) => {
        const at = after(state.changedAt ?? ('2026-01-10T09:00:00.000Z' as Instant), -30 * 86_400_000);
        const textAt = (moment: Instant): string => JSON.stringify(authorizeAt(state, question, moment, partnerCenterGdap));
        const found = momentsAfter(state, at).find((moment) => textAt(moment) !== textAt(at)) ?? null;

        expect(nextChangeAt(state, question, at, partnerCenterGdap)).toBe(found);
      }),
    );
  });
});

function anyMomentAtAll(): fc.Arbitrary<Instant> {
  return fc
    .date({ min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .map((date) => date.toISOString() as Instant);
}

/** An answer, with `it` in place of who gives admin rights that way. */
function forRights(answer: ReturnType<typeof authorizeAt>, action: string): unknown {
  return JSON.parse(JSON.stringify(answer).replaceAll(`"action":"${action}"`, '"action":"it"')) as unknown;
}

/**
 * Each moment at which a role delegation begins, or reaches an end, moved or not, with the millisecond before it and
 * the one after, for some years; in order.
 */
function momentsAfter({ roleDelegations = [] }: CustomerRelationships, at: Instant): readonly Instant[] {
  const moments = roleDelegations.flatMap(({ activatedAt, endsAt }) => [
    activatedAt,
    ...Array.from({ length: 10 }, (_, times) => after(endsAt, times * 180 * 86_400_000)),
  ]);
  return moments.flatMap((moment) => [after(moment, -1), moment, after(moment, 1)]).filter((one) => one > at).toSorted();
}
