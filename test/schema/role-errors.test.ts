import type { Result } from 'neverthrow';
import { parseCustomerRelationships, parseRoleId, type ErrorData, type RelationshipError } from 'partner-relationships';
import {
  assignAccess,
  authorizeAt,
  changeAccess,
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  dropRole,
  lockRoleOffer,
  partnerCenter21Vianet,
  partnerCenterGdap,
  reviseRoleOffer,
  roleHttpStatuses,
  setExtension,
  takeRoleOffer,
  terminateRoleDelegation,
  type RoleError,
  type RoleErrorCode,
} from 'partner-relationships/roles';
import { roleErrorSchema } from 'partner-relationships/schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';

import { contoso, exchange, fabrikam, northwind, theCustomer, theOperator, thePartner, wingtip } from '../fixtures/cast';
import { APPROVED, assigned, DESK, ENDS, GLOBAL, held, MEANWHILE, SUPPORT, USER } from '../roles/delegations/scene';
import {
  accountAfter,
  consenting,
  drafted,
  drafting,
  drafts,
  gdap,
  LAPSED,
  locked,
  lockedForWingtip,
  LOCKED,
  margieId,
  northwindId,
  o1,
  o2,
  takes,
  taking,
  withStanding,
} from '../roles/offers/scene';

const byContoso = { by: thePartner(contoso), at: LOCKED };
const taken = accountAfter(contoso, drafts(), (account) => lockRoleOffer(account, { offerId: o1, ...byContoso }, gdap), takes(northwindId));
const unknownRole = parseRoleId('head-of-mail')._unsafeUnwrap();

const state = parseCustomerRelationships({
  customer: northwind,
  changedAt: APPROVED,
  relationships: [],
  delegations: [],
  roleDelegations: [held({ roles: [GLOBAL, USER], extends: false, assignments: [assigned(DESK, [USER])] })],
})._unsafeUnwrap();
const onRoles = { offerId: held().id, by: thePartner(contoso), at: MEANWHILE };
const question = { operation: 'manage-users', partner: contoso, serviceId: exchange } as const;
const person = { userId: 'ana', agentRoles: [], groups: [] };

/** Errors of the functions that decide about roles. */
const decided: readonly Result<unknown, ErrorData<string, string, object>>[] = [
  draftRoleOffer(drafted, drafting({ offerId: o2 }), gdap),
  draftRoleOffer(drafted, drafting({ offerId: o2, name: 'Other', roles: [unknownRole] }), gdap),
  draftRoleOffer(drafted, drafting({ offerId: o2, name: 'Other', indirectReseller: wingtip }), gdap),
  draftRoleOffer(drafted, drafting({ by: thePartner(fabrikam) }), gdap),
  draftRoleOffer(drafted, drafting(), partnerCenter21Vianet),
  draftRoleOffer(drafted, drafting({ name: 'Contradiction', offerId: o1 }), gdap),
  draftRoleOffer(withStanding(drafted, 'suspended'), drafting({ offerId: o2, name: 'Other' }), gdap),
  draftRoleOffer(withStanding(drafted, 'closed'), drafting({ offerId: o2, name: 'Other' }), gdap),
  draftRoleOffer(drafted, drafting({ termDays: 731 }), gdap),
  reviseRoleOffer(locked, { offerId: o1, name: 'Other', ...byContoso }, gdap),
  discardRoleOffer(locked, { offerId: o1, ...byContoso }),
  discardRoleOffer(drafted, { offerId: o2, ...byContoso }),
  lockRoleOffer(
    accountAfter(contoso, drafts({ roles: [GLOBAL], extends: true })),
    { offerId: o1, ...byContoso },
    gdap,
  ),
  consentToRoleOffer(lockedForWingtip, consenting({ by: thePartner(contoso) })),
  takeRoleOffer(drafted, taking(northwindId), gdap),
  takeRoleOffer(locked, taking(northwindId, { at: LAPSED }), gdap),
  takeRoleOffer(locked, taking(northwindId, { by: theCustomer(margieId) }), gdap),
  takeRoleOffer(taken, taking(margieId), gdap),
  takeRoleOffer(lockedForWingtip, taking(northwindId), gdap),
  setExtension(state, { ...onRoles, on: true }, partnerCenterGdap),
  setExtension(state, { ...onRoles, on: false, by: theOperator }, partnerCenterGdap),
  setExtension(state, { ...onRoles, on: false, at: ENDS }, partnerCenterGdap),
  terminateRoleDelegation(state, { ...onRoles, by: thePartner(fabrikam) }),
  dropRole(state, { ...onRoles, roleId: USER }, partnerCenterGdap),
  dropRole(state, { ...onRoles, roleId: GLOBAL, by: theCustomer(northwind) }, partnerCenterGdap),
  assignAccess(state, { ...onRoles, groupId: DESK, roles: [GLOBAL] }),
  assignAccess(state, { ...onRoles, groupId: DESK, roles: [SUPPORT] }),
  assignAccess(state, { ...onRoles, groupId: DESK, roles: [USER], at: ENDS }),
  changeAccess(state, { ...onRoles, groupId: DESK, roles: [USER], by: theCustomer(northwind) }),
  changeAccess({ ...state, roleDelegations: [held()] }, { ...onRoles, groupId: DESK, roles: [SUPPORT] }),
  authorizeAt(state, { ...question, person }, MEANWHILE, gdap),
  authorizeAt(state, { ...question, partner: fabrikam }, MEANWHILE, gdap),
  authorizeAt(null, { ...question, operation: 'sell-subscription', person }, MEANWHILE, gdap),
];

/** What the service answers besides, and the limits, which take a large document to reach. */
const others: readonly ErrorData<string, string, object>[] = [
  ...['storage-failed', 'outcome-unknown', 'alongside-failed', 'corrupt-data'].map((code) => ({
    kind: 'storage',
    code,
    message: 'the store failed',
    context: { cause: 'disk full' },
  })),
  { kind: 'storage', code: 'unknown-cursor', message: 'no such', context: { after: 'x' } },
  { kind: 'conflict', code: 'revision-conflict', message: 'another', context: { expected: '1' } },
  { kind: 'invalid-input', code: 'unknown-partner', message: 'no such', context: { partnerId: 'contoso' } },
  { kind: 'invalid-input', code: 'unknown-customer', message: 'no such', context: { customerId: 'northwind' } },
  {
    kind: 'invalid-input',
    code: 'limit-exceeded',
    message: 'too many',
    context: { limit: 'MAX_ROLE_OFFERS_PER_PARTNER', maximum: 1000, actual: 1001 },
  },
  {
    kind: 'rule-violation',
    code: 'not-the-operator',
    rule: 'operator-keeps-accounts',
    message: 'only the operator',
    context: { by: { kind: 'partner', partnerId: 'contoso' } },
  } as ErrorData<string, string, object>,
];

const errors = [
  ...decided.map((answer) => JSON.parse(JSON.stringify(answer._unsafeUnwrapErr())) as ErrorData<string, string, object>),
  ...others,
];

const described = (z.toJSONSchema(roleErrorSchema).oneOf ?? []).map(({ properties = {} }) => properties);
const codes = [...new Set(errors.map(({ code }) => code))].sort();

describe('The schema of errors about roles', () => {
  it('reads every error, with all of its context', () => {
    for (const error of errors) expect(roleErrorSchema.parse(error)).toEqual(error);
  });

  it('was tried with every code, and describes each once', () => {
    expect(described.map(({ code }) => Object(code).const as string).sort()).toEqual(codes);
    const statuses: Readonly<Record<string, number>> = roleHttpStatuses;
    expect(codes.filter((code) => statuses[code] === undefined)).toEqual([]);
  });

  it('was tried with every rule that it describes, but those of operations that other tests deny', () => {
    const rules = new Set(errors.flatMap((error) => ('rule' in error ? [String(error.rule)] : [])));
    const ofDenials = new Set<unknown>(
      described.filter(({ code }) => Object(code).const === 'operation-denied').flatMap(({ rule }) => Object(rule).enum),
    );
    const known = described.flatMap(({ rule }) => (rule === undefined ? [] : (Object(rule).enum as string[])));
    expect([...new Set(known)].filter((rule) => !rules.has(rule) && !ofDenials.has(rule))).toEqual([]);
  });

  it.each([
    ['an unknown code', { code: 'no-such-code' }],
    ['a code of another kind', { kind: 'storage' }],
    ['a rule that the code never names', { rule: 'ended-is-final' }],
    ['no context', { context: undefined }],
    ['a context without its facts', { context: {} }],
  ])('refuses %s', (_what, change) => {
    const [lapsed] = errors.filter(({ code }) => code === 'offer-lapsed');
    expect(roleErrorSchema.safeParse(lapsed).success).toBe(true);
    expect(roleErrorSchema.safeParse({ ...lapsed, ...change }).success).toBe(false);
  });

  it('has the type of the errors', () => {
    expectTypeOf<z.output<typeof roleErrorSchema>>().toEqualTypeOf<RoleError>();
    expectTypeOf<Exclude<RoleError['code'], RelationshipError['code']>>().toEqualTypeOf<RoleErrorCode>();
  });
});
