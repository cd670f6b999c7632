import type { Actor } from 'partner-relationships';
import { expect, it } from 'vitest';
import { customers } from '../../src/conformance/fixtures/customers';
import { partners } from '../../src/conformance/fixtures/partners';
import type { Kind } from '../../src/conformance/harness/kind';
import {
  endReasonKinds,
  originKinds,
  partnerChangeKinds,
  relationshipChangeKinds,
  removalReasonKinds,
} from '../fixtures/kinds';

const actorKinds: Readonly<Record<Actor['kind'], true>> = { customer: true, operator: true, partner: true };

const ofPartner = { ...partnerChangeKinds, ...actorKinds };
const ofCustomer = {
  ...relationshipChangeKinds,
  ...actorKinds,
  ...originKinds,
  ...removalReasonKinds,
  ...endReasonKinds,
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
