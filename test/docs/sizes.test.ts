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
  type RelationshipChange,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const guide = await readFile(join(import.meta.dirname, '../../docs/other-stores.md'), 'utf8');

const at = '2026-11-22T09:30:00.000Z';
/** Four bytes each, and no text of this library may have more characters. */
const longest = '\u{1f600}'.repeat(256);
const RELATIONSHIPS = 500;
const DELEGATIONS = 2000;
const REQUESTS = 2000;

/** What the table shows, of ids of a length that end with this character over and over. */
function sizesOf(length: number, character: string): readonly (readonly [what: string, bytes: number])[] {
  const idOf = (kind: string, number = 0): string => `${kind}${number}`.padEnd(length, character);
  const times = <T>(count: number, one: (number: number) => T): readonly T[] => Array.from({ length: count }, (_, n) => one(n));

  const customer = parseCustomerRelationships({
    customer: { id: idOf('c'), name: longest },
    changedAt: at,
    relationships: times(RELATIONSHIPS, (n) => ({
      partnerId: idOf('p', n),
      establishedAt: at,
      origin: { kind: 'request', requestId: idOf('r', n) },
    })),
    delegations: times(DELEGATIONS, (n) => ({
      partnerId: idOf('q', n),
      serviceId: idOf('s', n),
      transacting: false,
      throughPartnerId: idOf('p', n % RELATIONSHIPS),
      grantedAt: at,
    })),
  })._unsafeUnwrap();
  const account = parsePartnerAccount({
    partner: { id: idOf('p'), name: longest, program: 'indirect-provider', standing: 'active' },
    changedAt: at,
    requests: times(REQUESTS, (n) => ({
      id: idOf('r', n),
      partnerId: idOf('p'),
      indirectResellerId: idOf('q', n),
      token: `t${n}`.padEnd(64, 'x'),
      openedAt: at,
      revokedAt: n % 2 === 0 ? at : null,
    })),
  })._unsafeUnwrap();
  const changeOf = (change: object): number => bytesOf(relationshipChangeCodec, change as RelationshipChange);
  const by = { kind: 'customer', customerId: idOf('c'), userId: longest };
  const removal = (n: number, reason: object): object => ({
    ...{ kind: 'delegation-removed', at, partnerId: idOf('q', n), serviceId: idOf('s', n) },
    ...{ throughPartnerId: idOf('p', n % RELATIONSHIPS), reason },
  });
  const replacements = times(DELEGATIONS, (n) => [
    { ...removal(n, { kind: 'replaced', partnerId: idOf('q', n) }), by },
    {
      ...{ kind: 'delegation-granted', at, by, partnerId: idOf('q', n), serviceId: idOf('s', n), transacting: false },
      ...{ throughPartnerId: idOf('p', n % RELATIONSHIPS), requestId: idOf('r'), grantedAt: at },
    },
  ]).flat();
  const entries = [...customerEntries(customer)._unsafeUnwrap().values()];
  return [
    ['largest customer: 500 relationships, 2,000 delegations', bytesOf(customerCodec, customer)],
    ['largest partner account: 2,000 requests', bytesOf(partnerCodec, account)],
    [
      'longest change',
      changeOf({
        ...removal(0, { kind: 'removed-by-operator', reason: longest }),
        by: { kind: 'operator', userId: longest },
      }),
    ],
    ['changes of the largest commit: 4,000', sum(replacements.map(changeOf))],
    ['entries in the lists of 2,500 partners, after a new name', sum(entries.map((entry) => bytesOf(customerEntryCodec, entry)))],
  ];
}

function bytesOf<T>(codec: Codec<T>, value: T): number {
  return Buffer.byteLength(codec.encode(value)._unsafeUnwrap());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

describe('The sizes in the guide to other stores', () => {
  it('are those of the codecs', () => {
    const columns = [sizesOf(36, 'x'), sizesOf(128, 'x'), sizesOf(128, '"')];
    const table = (columns[0] ?? []).map(([what], row) => {
      const cells = columns.map((column) => column[row]?.[1].toLocaleString('en'));
      return `| ${[what, ...cells].join(' | ')} |\n`;
    });
    const [, shown = ''] = /---:\|\n(\| largest[\s\S]+?)\n\n/.exec(guide) ?? [];
    expect(`${shown}\n`).toBe(table.join(''));
  });
});
