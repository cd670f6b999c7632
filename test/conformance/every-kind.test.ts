import type {
  Actor,
  EndReason,
  PartnerChange,
  RelationshipChange,
  RelationshipOrigin,
  RemovalReason,
} from 'partner-relationships';
import { expect, it } from 'vitest';
import { customers } from '../../src/conformance/fixtures/customers';
import { partners } from '../../src/conformance/fixtures/partners';
import type { Kind } from '../../src/conformance/harness/kind';

type Some<Kinds extends string> = Readonly<Record<Kinds, true>>;

// The compiler asks for a kind that is missing here.
const ofPartner: Some<PartnerChange['kind'] | 'operator' | 'partner'> = {
  operator: true,
  partner: true,
  'partner-closed': true,
  'partner-registered': true,
  'partner-reinstated': true,
  'partner-renamed': true,
  'partner-suspended': true,
  'program-changed': true,
  'request-opened': true,
  'request-revoked': true,
};

const ofCustomer: Some<
  | RelationshipChange['kind']
  | Actor['kind']
  | EndReason['kind']
  | RelationshipOrigin['kind']
  | RemovalReason['kind']
> = {
  customer: true,
  'customer-added': true,
  'customer-erased': true,
  'customer-registered': true,
  'customer-renamed': true,
  'delegation-granted': true,
  'delegation-removed': true,
  'holder-closed': true,
  imported: true,
  operator: true,
  partner: true,
  'partner-closed': true,
  'relationship-ended': true,
  'relationship-established': true,
  relinquished: true,
  'removed-by-customer': true,
  'removed-by-operator': true,
  renegotiated: true,
  replaced: true,
  request: true,
};

it.each([
  ['partner', partners, ofPartner],
  ['customer', customers, ofCustomer],
] as const)('the kit stores every kind of change of a %s, and of what is in it', (_noun, kind: Kind, every) => {
  const stored = new Set<string>();
  for (const { changes } of kind.life('one')) {
    for (const [, found] of JSON.stringify(changes).matchAll(/"kind":"([^"]*)"/g)) stored.add(found ?? '');
  }
  expect([...stored].sort()).toEqual(Object.keys(every).sort());
});
