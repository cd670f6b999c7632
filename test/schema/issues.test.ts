import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_REVOKED_REQUESTS_PER_PARTNER,
} from 'partner-relationships';
import {
  actorSchema,
  customerRelationshipsSchema,
  instantSchema,
  inviteTokenSchema,
  partnerAccountSchema,
  partnerIdSchema,
  partnerSchema,
  subscriptionSchema,
} from 'partner-relationships/schema';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';

const EXPECTED_PARTNER_ID = 'expected a partner id (1 to 128 visible ASCII characters, without spaces, not "all")';
const EXPECTED_TOKEN = 'expected an invite token (16 to 64 characters of A-Z, a-z, 0-9, _ and -)';
const EXPECTED_INSTANT = 'expected an instant (ISO 8601 in UTC with milliseconds, such as 2026-11-22T09:30:00.000Z)';

/** Nobody has loaded a locale here: every message is the schema's own. */
describe('An issue', () => {
  it('says what was expected, in English', () => {
    expect(issuesOf(partnerIdSchema, 'all')).toEqual([{ path: [], message: EXPECTED_PARTNER_ID }]);
    expect(issuesOf(instantSchema, 0)).toEqual([{ path: [], message: EXPECTED_INSTANT }]);
    expect(issuesOf(instantSchema, '2026-02-30T00:00:00.000Z')).toEqual([{ path: [], message: EXPECTED_INSTANT }]);
  });

  it('never repeats the received value, which may be a token', () => {
    const received = 'a-secret!a-secret!a-secret!';
    expect(JSON.stringify(inviteTokenSchema.safeParse(received).error)).not.toContain('secret');
  });

  it('names the place of every wrong field', () => {
    expect(issuesOf(partnerSchema, { id: 'all', name: '', program: 'gold' })).toEqual([
      { path: ['id'], message: EXPECTED_PARTNER_ID },
      { path: ['name'], message: 'expected a name (1 to 256 characters on one line, not blank)' },
      {
        path: ['program'],
        message: 'expected "direct-bill" or "indirect-provider" or "indirect-reseller" or "advisor"',
      },
      { path: ['standing'], message: 'expected "active" or "suspended" or "closed"' },
    ]);
  });

  it('names the noun that was expected', () => {
    expect(issuesOf(partnerSchema, [])).toEqual([{ path: [], message: 'expected a partner' }]);
    expect(issuesOf(subscriptionSchema, null)).toEqual([{ path: [], message: 'expected a subscription' }]);
    expect(issuesOf(actorSchema, 'contoso')).toEqual([{ path: [], message: 'expected an actor' }]);
    expect(issuesOf(actorSchema, { kind: 'admin' })).toEqual([
      { path: ['kind'], message: 'expected "customer" or "partner" or "operator"' },
    ]);
  });

  it('points at every wrong item of a document', () => {
    const requests = [request('r1'), { ...request('r2'), token: 'short' }, { ...request('r3'), openedAt: 'today' }];
    expect(issuesOf(partnerAccountSchema, { partner, requests })).toEqual([
      { path: ['requests', 1, 'token'], message: EXPECTED_TOKEN },
      { path: ['requests', 2, 'openedAt'], message: EXPECTED_INSTANT },
    ]);
  });

  it('points at every wrong field of a closure', () => {
    const isClosed = { partner: { ...partner, standing: 'closed' }, requests: [] };
    const closure = { at: 'today', by: { kind: 'partner', partnerId: 'contoso' }, reason: ' ' };
    expect(issuesOf(partnerAccountSchema, { ...isClosed, closure })).toEqual([
      { path: ['closure', 'at'], message: EXPECTED_INSTANT },
      { path: ['closure', 'by', 'kind'], message: 'expected "operator"' },
      { path: ['closure', 'reason'], message: 'expected a reason (1 to 256 characters on one line, not blank)' },
    ]);
    for (const by of [null, 'dana', []]) {
      expect(issuesOf(partnerAccountSchema, { ...isClosed, closure: { ...sound, by } })).toEqual([
        { path: ['closure', 'by'], message: 'expected an operator acting' },
      ]);
    }
  });

  it('points at the closure that is missing or is one too many', () => {
    const isClosed = { partner: { ...partner, standing: 'closed' }, requests: [] };
    expect(issuesOf(partnerAccountSchema, { ...isClosed, closure: sound })).toEqual([]);
    expect(issuesOf(partnerAccountSchema, isClosed)).toEqual([
      { path: ['closure'], message: 'expected the closure of a closed account' },
    ]);
    expect(issuesOf(partnerAccountSchema, { ...isClosed, partner, closure: sound })).toEqual([
      { path: ['closure'], message: 'expected no closure, as the partner is not closed' },
    ]);
  });

  it('is a single one for a list that is too long', () => {
    expect(issuesOf(partnerAccountSchema, { partner, requests: copies(MAX_REQUESTS + 1, request('r1')) })).toEqual([
      { path: ['requests'], message: 'expected an array of relationship requests, at most 2000' },
    ]);
    const relationships = copies(MAX_RELATIONSHIPS_PER_CUSTOMER + 1, relationship('contoso'));
    const delegations = copies(MAX_DELEGATIONS_PER_CUSTOMER + 1, delegation('contoso'));
    expect(issuesOf(customerRelationshipsSchema, { customer, relationships, delegations })).toEqual([
      { path: ['relationships'], message: 'expected an array of reseller relationships, at most 500' },
      { path: ['delegations'], message: 'expected an array of service delegations, at most 2000' },
    ]);
  });

  it('is absent for a list of the maximum length', () => {
    const requests = Array.from({ length: MAX_REQUESTS }, (_, at) => ({
      ...request(`r${at}`),
      revokedAt: '2026-11-22T09:30:00.000Z',
    }));
    expect(issuesOf(partnerAccountSchema, { partner, requests })).toEqual([]);
  });

  it('indirect-reseller-uses-provider-invitation: points at the request that the account cannot have', () => {
    const reseller = { ...partner, program: 'indirect-reseller' };
    expect(issuesOf(partnerAccountSchema, { partner: reseller, requests: [request('r1')] })).toEqual([
      { path: ['requests', 0], message: 'expected no request of an indirect reseller' },
    ]);
  });

  it('one-transacting-partner-per-service: points at the second transacting holder of a service', () => {
    const relationships = [relationship('contoso'), relationship('litware')];
    const delegations = [delegation('contoso'), delegation('litware')];
    const expected = 'expected only "contoso" as the transacting partner of "exchange-online"';
    expect(issuesOf(customerRelationshipsSchema, { customer, relationships, delegations })).toEqual([
      { path: ['delegations', 1, 'partnerId'], message: expected },
    ]);
  });

  it('points at the delegation that rests on no relationship', () => {
    const delegations = [delegation('contoso')];
    expect(issuesOf(customerRelationshipsSchema, { customer, relationships: [], delegations })).toEqual([
      { path: ['delegations', 0, 'partnerId'], message: 'expected a partner with a relationship in force' },
    ]);
  });
});

const MAX_REQUESTS = MAX_OPEN_REQUESTS_PER_PARTNER + MAX_REVOKED_REQUESTS_PER_PARTNER;

const partner = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };
const customer = { id: 'fabrikam', name: 'Fabrikam' };
const sound = { at: '2026-11-22T09:30:00.000Z', by: { kind: 'operator' }, reason: 'left the marketplace' };

const request = (id: string): object => ({
  id,
  partnerId: 'contoso',
  indirectResellerId: null,
  token: `a-token-of-request-${id}`,
  openedAt: '2026-11-22T09:30:00.000Z',
  revokedAt: null,
});

const relationship = (partnerId: string): object => ({
  partnerId,
  establishedAt: '2026-11-22T09:30:00.000Z',
  origin: { kind: 'customer-added' },
});

const delegation = (partnerId: string): object => ({
  partnerId,
  serviceId: 'exchange-online',
  transacting: true,
  throughPartnerId: null,
  grantedAt: '2026-11-22T09:30:00.000Z',
});

const copies = (length: number, item: object): object[] => Array.from({ length }, () => item);

function issuesOf(schema: z.ZodMiniType, value: unknown): { path: PropertyKey[]; message: string }[] {
  return schema.safeParse(value).error?.issues.map(({ path, message }) => ({ path, message })) ?? [];
}
