import { describe, expect, it } from 'vitest';
import {
  authorize,
  type AuthorizationQuestion,
  type CustomerRelationships,
  type Fact,
  type Operation,
  type Partner,
  type Remedy,
  type RuleName,
  type Subscription,
} from 'partner-relationships';
import {
  closed,
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  sharepoint,
  subscriptionOf,
  suspended,
  tailspin,
  wingtip,
} from '../fixtures/cast';
import { granted, related, stateAfter } from '../fixtures/history';
import { ADMINISTRATION, ALL, asking, COMMERCIAL, GROWING, MOVING } from './question';

type State = CustomerRelationships | null;

/** Who supplies each fact, as a denial tells it to most partners. */
const REMEDIES: Readonly<Record<Fact, Remedy>> = {
  'open-account': { fact: 'open-account', party: 'customer', action: 'turn-to-another-partner' },
  'relationship-in-force': {
    fact: 'relationship-in-force',
    party: 'customer',
    action: 'accept-the-partners-request',
  },
  'original-reseller': { fact: 'original-reseller', party: 'original-reseller', action: 'perform-the-operation' },
  'admin-rights': { fact: 'admin-rights', party: 'customer', action: 'accept-and-delegate-the-service' },
  'transacting-program': { fact: 'transacting-program', party: 'transacting-partner', action: 'perform-the-operation' },
  'active-standing': { fact: 'active-standing', party: 'operator', action: 'reinstate-the-partner' },
};

/** Allowed because the account is open, which every operation needs, and because of these facts. */
function expectAllowed(state: State, question: AuthorizationQuestion, facts: readonly Fact[]): void {
  const basis = ['open-account', ...facts];
  expect(authorize(state, question)._unsafeUnwrap()).toStrictEqual({ operation: question.operation, basis });
}

function expectDenied(
  state: State,
  question: AuthorizationQuestion,
  rule: RuleName,
  missing: readonly Fact[],
  remedies: readonly Remedy[] = missing.map((fact) => REMEDIES[fact]),
): void {
  const denial = authorize(state, question)._unsafeUnwrapErr();
  expect(denial).toMatchObject({ kind: 'rule-violation', code: 'operation-denied', rule });
  expect(denial.context).toStrictEqual({ operation: question.operation, missing, remedies });
}

const sold = subscriptionOf(exchange, contoso);

describe('admin-rights-cover-administration', () => {
  const delegated = stateAfter(related(contoso), granted(contoso, exchange));

  it.each(ADMINISTRATION)('admin-rights-cover-administration: %s is allowed for the service delegated', (operation) => {
    for (const partner of [contoso, suspended(contoso)]) {
      expectAllowed(delegated, asking(partner, operation, { serviceId: exchange }), ['admin-rights']);
      expectAllowed(delegated, asking(partner, operation, { subscription: sold }), ['admin-rights']);
    }
  });

  it.each(ADMINISTRATION)('admin-rights-cover-administration: %s is denied for every other service', (operation) => {
    const question = asking(contoso, operation, { serviceId: sharepoint });

    expectDenied(delegated, question, 'admin-rights-cover-administration', ['admin-rights']);
  });

  it('admin-rights-cover-administration: neither the relationship nor having sold it stands in for them', () => {
    for (const operation of ADMINISTRATION) {
      const question = asking(contoso, operation, { subscription: sold });
      for (const state of [null, stateAfter(), stateAfter(related(contoso))]) {
        expectDenied(state, question, 'admin-rights-cover-administration', ['admin-rights']);
      }
    }
  });

  it('admin-rights-cover-administration: they are as good in the hands of an advisor or an indirect reseller', () => {
    const state = stateAfter(
      related(tailspin),
      granted(wingtip, exchange, { through: tailspin }),
      related(litware),
      granted(litware, exchange),
    );

    for (const partner of [wingtip, litware]) {
      expectAllowed(state, asking(partner, 'manage-users', { serviceId: exchange }), ['admin-rights']);
    }
    const byProvider = asking(tailspin, 'manage-users', { serviceId: exchange });
    expectDenied(state, byProvider, 'admin-rights-cover-administration', ['admin-rights']);
  });
});

describe('commercial-operations-need-original-reseller', () => {
  const rule: RuleName = 'commercial-operations-need-original-reseller';
  const operations: readonly Operation[] = [...COMMERCIAL, ...GROWING];

  it.each(COMMERCIAL)('commercial-operations-need-original-reseller: %s needs no admin rights', (operation) => {
    expectAllowed(stateAfter(related(contoso)), asking(contoso, operation, { subscription: sold }), [
      'relationship-in-force',
      'original-reseller',
    ]);
  });

  it.each(GROWING)('commercial-operations-need-original-reseller: %s needs no admin rights', (operation) => {
    expectAllowed(stateAfter(related(contoso)), asking(contoso, operation, { subscription: sold }), [
      'relationship-in-force',
      'original-reseller',
      'active-standing',
    ]);
  });

  it('commercial-operations-need-original-reseller: admin rights give none of them', () => {
    const state = stateAfter(related(fabrikam), granted(fabrikam, exchange));

    for (const operation of [...operations, ...MOVING]) {
      expectDenied(state, asking(fabrikam, operation, { subscription: sold }), rule, ['original-reseller']);
    }
  });

  it('commercial-operations-need-original-reseller: being the partner of record gives none of them', () => {
    const ofRecord: Subscription = { ...sold, partnerOfRecordId: fabrikam.id };

    for (const operation of operations) {
      expectDenied(stateAfter(related(fabrikam)), asking(fabrikam, operation, { subscription: ofRecord }), rule, [
        'original-reseller',
      ]);
    }
  });

  it('commercial-operations-need-original-reseller: it is about this very subscription, not the service', () => {
    const another = subscriptionOf(exchange, fabrikam);

    for (const operation of operations) {
      const question = asking(contoso, operation, { subscription: another });
      expectDenied(stateAfter(related(contoso)), question, rule, ['original-reseller']);
    }
  });

  it('commercial-operations-need-original-reseller: who sold it needs its relationship in force', () => {
    for (const state of [null, stateAfter(), stateAfter(related(fabrikam))]) {
      for (const operation of operations) {
        expectDenied(state, asking(contoso, operation, { subscription: sold }), rule, ['relationship-in-force']);
      }
    }
  });

  it('commercial-operations-need-original-reseller: what nobody sold, the customer does itself', () => {
    const boughtDirectly = subscriptionOf(exchange, null);

    for (const operation of operations) {
      const question = asking(contoso, operation, { subscription: boughtDirectly });
      expectDenied(stateAfter(related(contoso)), question, rule, ['original-reseller'], [
        { fact: 'original-reseller', party: 'customer', action: 'perform-the-operation' },
      ]);
    }
  });

  it('commercial-operations-need-original-reseller: everything that is missing is named, in the table’s order', () => {
    expectDenied(null, asking(suspended(litware), 'migrate-subscription', { subscription: sold }), rule, [
      'relationship-in-force',
      'original-reseller',
      'admin-rights',
      'active-standing',
    ]);
  });
});

describe('moving-a-subscription-also-needs-admin-rights', () => {
  it.each(MOVING)('moving-a-subscription-also-needs-admin-rights: %s is allowed with all of it', (operation) => {
    const state = stateAfter(related(contoso), granted(contoso, exchange));

    expectAllowed(state, asking(contoso, operation, { subscription: sold }), [
      'relationship-in-force',
      'original-reseller',
      'admin-rights',
      'active-standing',
    ]);
  });

  it.each(MOVING)('moving-a-subscription-also-needs-admin-rights: %s needs them for this service', (operation) => {
    const state = stateAfter(related(contoso), granted(contoso, intune));

    const rule: RuleName = 'moving-a-subscription-also-needs-admin-rights';

    expectDenied(state, asking(contoso, operation, { subscription: sold }), rule, ['admin-rights']);
    expectDenied(state, asking(suspended(contoso), operation, { subscription: sold }), rule, [
      'admin-rights',
      'active-standing',
    ]);
  });
});

describe('new-sale-needs-relationship', () => {
  const rule: RuleName = 'new-sale-needs-relationship';

  it('new-sale-needs-relationship: a transacting partner with a relationship sells, without admin rights', () => {
    for (const partner of [contoso, tailspin]) {
      const question = asking(partner, 'sell-subscription', { serviceId: exchange });
      expectAllowed(stateAfter(related(partner)), question, [
        'relationship-in-force',
        'transacting-program',
        'active-standing',
      ]);
    }
  });

  it('new-sale-needs-relationship: whoever else administers the service', () => {
    const state = stateAfter(related(contoso), related(fabrikam), granted(fabrikam, exchange));

    expect(authorize(state, asking(contoso, 'sell-subscription', { serviceId: exchange })).isOk()).toBe(true);
  });

  it('new-sale-needs-relationship: without a relationship nobody sells', () => {
    for (const state of [null, stateAfter(), stateAfter(related(fabrikam))]) {
      const question = asking(contoso, 'sell-subscription', { serviceId: exchange });
      expectDenied(state, question, rule, ['relationship-in-force']);
    }
  });

  it('new-sale-needs-relationship: admin rights do not suffice, nor does a relationship, without the program', () => {
    const state = stateAfter(related(litware), granted(litware, exchange));

    expectDenied(state, asking(litware, 'sell-subscription', { serviceId: exchange }), rule, ['transacting-program']);
  });

  it('new-sale-needs-relationship: an indirect reseller leaves it to its provider', () => {
    const state = stateAfter(related(tailspin), granted(wingtip, exchange, { through: tailspin }));
    const byProvider = { party: 'transacting-partner', action: 'perform-the-operation' } as const;

    expectDenied(
      state,
      asking(wingtip, 'sell-subscription', { serviceId: exchange }),
      rule,
      ['relationship-in-force', 'transacting-program'],
      [
        { fact: 'relationship-in-force', ...byProvider },
        { fact: 'transacting-program', ...byProvider },
      ],
    );
  });
});

describe('suspended-partner-manages-what-exists', () => {
  const rule: RuleName = 'suspended-partner-manages-what-exists';
  const state = stateAfter(related(contoso), granted(contoso, exchange));
  const partner: Partner = suspended(contoso);

  it.each([...GROWING, ...MOVING])('suspended-partner-manages-what-exists: %s is denied', (operation) => {
    expectDenied(state, asking(partner, operation, { subscription: sold }), rule, ['active-standing']);
  });

  it('suspended-partner-manages-what-exists: it sells nothing', () => {
    expectDenied(state, asking(partner, 'sell-subscription', { serviceId: exchange }), rule, ['active-standing']);
  });

  it.each([...ADMINISTRATION, ...COMMERCIAL])('suspended-partner-manages-what-exists: %s goes on', (operation) => {
    expect(authorize(state, asking(partner, operation, { subscription: sold })).isOk()).toBe(true);
  });
});

describe('closed-partner-may-do-nothing', () => {
  const rule: RuleName = 'closed-partner-may-do-nothing';
  const everything = stateAfter(related(contoso), granted(contoso, exchange));

  it.each(ALL)('closed-partner-may-do-nothing: %s is denied to who sold it and holds everything', (one) => {
    const about = one === 'sell-subscription' ? { serviceId: exchange } : { subscription: sold };

    expect(authorize(everything, asking(contoso, one, about)).isOk()).toBe(true);
    expectDenied(everything, asking(closed(contoso), one, about), rule, ['open-account']);
  });

  it('closed-partner-may-do-nothing: nothing else is told to be missing, as nothing else would help', () => {
    for (const partner of [contoso, tailspin, wingtip, litware].map(closed)) {
      for (const state of [null, stateAfter(), everything]) {
        for (const seller of [null, fabrikam, partner]) {
          const question = asking(partner, 'migrate-subscription', { subscription: subscriptionOf(exchange, seller) });
          expectDenied(state, question, rule, ['open-account']);
        }
        expectDenied(state, asking(partner, 'sell-subscription', { serviceId: exchange }), rule, ['open-account']);
        expectDenied(state, asking(partner, 'manage-users', { serviceId: exchange }), rule, ['open-account']);
      }
    }
  });

  it('closed-partner-may-do-nothing: a developer is told so in one line', () => {
    const denial = authorize(null, asking(closed(contoso), 'manage-users', { serviceId: exchange }))._unsafeUnwrapErr();

    expect(denial.message).toBe('the partner may not manage-users: its account is closed');
  });

  it('closed-partner-may-do-nothing: others go on with the same service, even through a closed provider', () => {
    const state = stateAfter(
      related(contoso),
      granted(contoso, exchange),
      related(tailspin),
      granted(wingtip, exchange, { through: tailspin }),
    );

    expectDenied(state, asking(closed(tailspin), 'manage-users', { serviceId: exchange }), rule, ['open-account']);
    for (const partner of [contoso, wingtip]) {
      expectAllowed(state, asking(partner, 'manage-users', { serviceId: exchange }), ['admin-rights']);
    }
  });
});
