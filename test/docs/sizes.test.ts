import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  customerCodec,
  customerEntries,
  customerEntryCodec,
  parseCustomerRelationships,
  parsePartnerAccount,
  partnerCodec,
  relationshipChangeCodec,
  type Codec,
  type CustomerRelationships,
  type PartnerAccount,
  type RelationshipChange,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { byValue } from '../../src/conformance/checks/must-5-by-value';
import { customers } from '../../src/conformance/fixtures/customers';
import { partners } from '../../src/conformance/fixtures/partners';
import { sizesFrom } from '../../src/conformance/harness/sizes';

const docs = join(import.meta.dirname, '../../docs');
const guide = await readFile(join(docs, 'other-stores.md'), 'utf8');

const at = '2026-11-22T09:30:00.000Z';
/** Four bytes each, and no text of this library may have more characters. */
const longest = '\u{1f600}'.repeat(256);
const RELATIONSHIPS = 500;
const DELEGATIONS = 2000;
const REQUESTS = 2000;
const ROLE_DELEGATIONS = 200;
const ROLE_OFFERS = 1000;
/** What all role delegations of a customer may have, with those in their assignments, and all offers of a partner. */
const ROLES = 5000;
/** How many of these one role delegation can have, and how many assignments. */
const OF_ONE = 100;

type Size = readonly [what: string, bytes: number];

/** What the table shows, of ids that are made from numbers. */
function sizesOf(idOf: (number: number) => string): readonly Size[] {
  const times = <T>(count: number, one: (number: number) => T): readonly T[] => Array.from({ length: count }, (_, n) => one(n));
  const partnerId = idOf;
  const resellerId = (n: number): string => idOf(RELATIONSHIPS + n);
  const requestId = idOf(0);
  const roleName = (n: number): string => `${String.fromCodePoint(0x20000 + n)}${'\u{1f600}'.repeat(49)}`;
  const roleId = (n: number): string => `o${n}-`.padEnd(64, 'x');
  const assignment = (roles: number) => (n: number): object => ({ groupId: idOf(n), roles: times(roles, idOf), assignedAt: at });
  const roleDelegation = (n: number, roles: number, assignments: readonly object[]): object => ({
    id: roleId(n),
    partnerId: idOf(RELATIONSHIPS + DELEGATIONS + n),
    throughPartnerId: partnerId(n),
    name: roleName(n),
    roles: times(roles, idOf),
    activatedAt: at,
    endsAt: '2026-11-23T09:30:00.000Z',
    extends: false,
    assignments,
  });

  const customer = parseCustomerRelationships({
    customer: { id: idOf(0), name: longest },
    changedAt: at,
    relationships: times(RELATIONSHIPS, (n) => ({
      partnerId: partnerId(n),
      establishedAt: at,
      origin: { kind: 'request', requestId },
    })),
    delegations: times(DELEGATIONS, (n) => ({
      partnerId: resellerId(n),
      serviceId: idOf(n),
      transacting: false,
      throughPartnerId: partnerId(n % RELATIONSHIPS),
      grantedAt: at,
    })),
    roleDelegations: times(ROLE_DELEGATIONS, (n) =>
      roleDelegation(n, 1, times(ROLES / ROLE_DELEGATIONS - 1, assignment(1))),
    ),
  })._unsafeUnwrap();
  const account = parsePartnerAccount({
    partner: { id: partnerId(0), name: longest, program: 'indirect-provider', standing: 'closed' },
    changedAt: at,
    closure: { at, by: { kind: 'operator', userId: longest }, reason: longest },
    requests: times(REQUESTS, (n) => ({
      id: idOf(n),
      partnerId: partnerId(0),
      indirectResellerId: resellerId(n),
      token: `t${n}`.padEnd(64, 'x'),
      openedAt: at,
      revokedAt: n % 2 === 0 ? at : null,
    })),
    roleOffers: times(ROLE_OFFERS, (n) => ({
      ...{ id: roleId(n), partnerId: partnerId(0), indirectResellerId: resellerId(n), customerId: idOf(0) },
      ...{ name: roleName(n), roles: times(ROLES / ROLE_OFFERS, idOf), termDays: 730, extends: false },
      ...{ lockedAt: at, consentedAt: at, takenBy: idOf(0) },
    })),
  })._unsafeUnwrap();
  const changeOf = (change: object): number => bytesOf(relationshipChangeCodec, change as RelationshipChange);
  const by = { kind: 'customer', customerId: idOf(0), userId: longest };
  const removal = (n: number, reason: object): object => ({
    ...{ kind: 'delegation-removed', at, partnerId: resellerId(n), serviceId: idOf(n) },
    ...{ throughPartnerId: partnerId(n % RELATIONSHIPS), reason },
  });
  const replacements = times(DELEGATIONS, (n) => [
    { ...removal(n, { kind: 'replaced', partnerId: resellerId(n) }), by },
    {
      ...{ kind: 'delegation-granted', at, by, partnerId: resellerId(n), serviceId: idOf(n), transacting: false },
      ...{ throughPartnerId: partnerId(n % RELATIONSHIPS), requestId },
    },
  ]).flat();
  const entries = [...customerEntries(customer)._unsafeUnwrap().values()];
  return [
    ['largest customer: 500 relationships, 2,000 delegations, 200 role delegations', bytesOf(customerCodec, customer)],
    ['largest partner account: 2,000 requests, 1,000 role offers', bytesOf(partnerCodec, account)],
    [
      'longest change, of a role delegation with 5,000 roles',
      changeOf({
        ...{ kind: 'role-delegation-terminated', at, by },
        delegation: roleDelegation(0, OF_ONE, times(OF_ONE, assignment(ROLES / OF_ONE - 1))),
      }),
    ],
    [
      'longest change of any other kind',
      changeOf({
        ...removal(0, { kind: 'removed-by-operator', reason: longest }),
        by: { kind: 'operator', userId: longest },
      }),
    ],
    ['changes of the largest commit: 4,000', sum(replacements.map(changeOf))],
    ['entries in the lists of 2,700 partners, after a new name', sum(entries.map((entry) => bytesOf(customerEntryCodec, entry)))],
  ];
}

function bytesOf<T>(codec: Codec<T>, value: T): number {
  return Buffer.byteLength(codec.encode(value)._unsafeUnwrap());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Ids of the greatest length, each character of which JSON writes as two. */
function widest(number: number): string {
  return number.toString(2).padStart(128, '0').replaceAll('0', '"').replaceAll('1', '\\');
}

const ordinary = sizesOf((number) => `${number}`.padEnd(128, 'x'));
const largest = sizesOf(widest);

describe('The sizes in the guide to other stores', () => {
  it('are those of the codecs', () => {
    const columns = [sizesOf((number) => `${number}`.padEnd(36, 'x')), ordinary, largest];
    const table = largest.map(([what], row) => {
      const cells = columns.map((column) => column[row]?.[1].toLocaleString('en'));
      return `| ${[what, ...cells].join(' | ')} |\n`;
    });
    const [, shown = ''] = /---:\|\n(\| largest[\s\S]+?)\n\n/.exec(guide) ?? [];
    expect(`${shown}\n`).toBe(table.join(''));
  });

  it('are those of what the conformance kit commits', () => {
    const [last] = customers.large(sizesFrom()).slice(-1);
    const [account] = partners.large(sizesFrom());
    expect([
      bytesOf(customerCodec, last?.state as CustomerRelationships),
      bytesOf(partnerCodec, account?.state as PartnerAccount),
      sum((last?.changes ?? []).map((change) => bytesOf(relationshipChangeCodec, change as RelationshipChange))),
    ]).toEqual([largest[0]?.[1], largest[1]?.[1], largest[4]?.[1]]);
  });

  it('are what the conformance kit and the guide to adapters tell to make room for', async () => {
    const megabytes = ([, bytes]: Size = ['', 0]): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
    const each = `4,000 changes of ${((largest[4]?.[1] ?? 0) / 4_000_000).toFixed(1)} kB each`;
    const advice = byValue.ofEach?.map((check) => check.advice).join(' ') ?? '';
    expect(advice).toContain(`${megabytes(largest[0])} of JSON, a change ${megabytes(largest[2])}, and a commit ${each}`);
    const adapters = (await readFile(join(docs, 'write-a-storage-adapter.md'), 'utf8')).replaceAll(/\s+/g, ' ');
    expect(adapters).toContain(`up to ${megabytes(largest[0])} of JSON`);
    expect(adapters).toContain(`or ${megabytes(ordinary[0])} if`);
    expect(adapters).toContain(`one change up to ${megabytes(largest[2])}`);
    expect(adapters).toContain(`some ${each}`);
  });
});
