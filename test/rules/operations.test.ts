import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  operations,
  type ActingRule,
  type AdministrationOperation,
  type CommercialOperation,
  type OperationDenied,
  type Fact,
  type Operation,
  type SaleOperation,
} from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { DECISION_TABLE, FACT_NAMES } from '../model-check/oracle';

describe('the decision table', () => {
  const rows = DECISION_TABLE.flatMap((row) => row.operations.map((operation) => ({ ...row, operation })));

  it.each(rows)('$operation needs exactly $needs, each under its rule', ({ operation, needs, rule, ruleFor }) => {
    expect(operations[operation].needs).toStrictEqual(
      needs.map((letter) => ({ fact: FACT_NAMES[letter], rule: ruleFor?.[letter] ?? rule })),
    );
  });

  it('has every row once and no other', () => {
    expect(Object.keys(operations).toSorted()).toEqual(rows.map(({ operation }) => operation).toSorted());
    expect(rows).toHaveLength(17);
  });

  it('has each row under the name of its operation', () => {
    for (const [key, row] of Object.entries(operations)) expect(row.operation).toBe(key);
  });

  it('says what a question names: a subscription for what is commercial, a service for the rest', () => {
    const concerning = (subject: string): readonly Operation[] =>
      Object.values(operations)
        .filter(({ concerns }) => concerns === subject)
        .map(({ operation }) => operation);

    expect(concerning('service')).toEqual([
      'provision-service',
      'administer-service',
      'manage-users',
      'view-service-health',
      'file-service-request',
    ]);
    expect(concerning('new-sale')).toEqual(['sell-subscription']);
    expect(concerning('subscription')).toHaveLength(11);
  });

  it('names facts in the order in which missing ones are reported', () => {
    const order: readonly Fact[] = [
      'open-account',
      'relationship-in-force',
      'original-reseller',
      'admin-rights',
      'transacting-program',
      'active-standing',
    ];
    for (const { needs } of Object.values(operations)) {
      const facts = needs.map(({ fact }) => fact);
      expect(facts).toEqual(order.filter((fact) => facts.includes(fact)));
    }
  });

  it('closed-partner-may-do-nothing: begins every row with the open account', () => {
    for (const { needs } of Object.values(operations)) {
      expect(needs[0]).toEqual({ fact: 'open-account', rule: 'closed-partner-may-do-nothing' });
    }
  });

  it('refers to the rules of the catalog that are about acting, each of them and no other', () => {
    const named = Object.values(operations).flatMap(({ needs }) => needs.map(({ rule }) => rule));
    const acting = Object.values(rules).filter(({ topic }) => topic === 'acting');
    expect(new Set<string>(named)).toEqual(new Set(acting.map(({ name }) => name)));
    expectTypeOf<OperationDenied['rule']>().toEqualTypeOf<ActingRule>();
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(operations)).toBe(true);
    for (const row of Object.values(operations)) {
      expect(Object.isFrozen(row) && Object.isFrozen(row.needs) && row.needs.every(Object.isFrozen)).toBe(true);
    }
  });

  it('has a row for every operation that the types know', () => {
    expectTypeOf<keyof typeof operations>().toEqualTypeOf<Operation>();
    expectTypeOf<Operation>().toEqualTypeOf<AdministrationOperation | CommercialOperation | SaleOperation>();
  });
});
