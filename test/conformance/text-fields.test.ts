import {
  parseCustomer,
  parseInviteToken,
  parseRequestId,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { customers } from '../../src/conformance/fixtures/customers';
import { partners } from '../../src/conformance/fixtures/partners';
import {
  largestLine,
  largestOfferName,
  longestId,
  longestLine,
  longestOfferName,
  longestToken,
} from '../../src/conformance/fixtures/treacherous-texts';
import { endReasonKinds, partnerChangeKinds, relationshipChangeKinds, removalReasonKinds } from '../fixtures/kinds';
import { decodeOfferName } from '../../src/model/role-offer';
import { overMemory } from './broken-repository';
import { editedTexts, editedValues, withStores } from './spoilt-stores';
import { registeredChecks, SMALL } from './verdict';

/** Damage that stores do to texts: too narrow, of fixed width, without case, normalised, of another character set. */
const damages: Readonly<Record<string, (text: string) => string>> = {
  'cut off at half its length': (text) => Array.from(text).slice(0, text.length / 2).join(''),
  'one character short': (text) => Array.from(text).slice(0, -1).join(''),
  'in small letters': (text) => text.toLowerCase(),
  'in capitals': (text) => text.toUpperCase(),
};

const damagesOfLines: typeof damages = {
  ...damages,
  'without blanks in front': (text) => text.trimStart(),
  'without blanks at the end': (text) => text.trimEnd(),
  'without repeated spaces': (text) => text.replaceAll(/ +/g, ' '),
  'in NFC': (text) => text.normalize('NFC'),
  'in NFD': (text) => text.normalize('NFD'),
  'in NFKC': (text) => text.normalize('NFKC'),
  'without its byte order mark': (text) => text.replace('\ufeff', ''),
  'in Latin-1': (text) => text.replaceAll(/[^\0-\u00ff]/gu, '?'),
  'in UTF-8 of three bytes': (text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?'),
  'with its backslashes interpreted': (text) => text.replaceAll('\\\\', '\\'),
  'with its percent signs interpreted': (text) => text.replaceAll('%41', 'A'),
  'with its references interpreted': (text) => text.replaceAll('&amp;', '&'),
};

type Store = 'partners' | 'customers';
type Part = 'state' | 'changes';

/** Every text of every document and change but what names a kind and what tells the time. */
const fields: Readonly<Record<Store, Readonly<Record<Part, readonly string[]>>>> = {
  partners: {
    state: [
      'closure.by.userId',
      'closure.reason',
      'partner.id',
      'partner.name',
      'requests.id',
      'requests.indirectResellerId',
      'requests.partnerId',
      'requests.token',
      'roleOffers.customerId',
      'roleOffers.id',
      'roleOffers.indirectResellerId',
      'roleOffers.name',
      'roleOffers.partnerId',
      'roleOffers.roles',
      'roleOffers.takenBy',
    ],
    changes: [
      'by.customerId',
      'by.partnerId',
      'by.userId',
      'name',
      'offer.customerId',
      'offer.id',
      'offer.indirectResellerId',
      'offer.name',
      'offer.partnerId',
      'offer.roles',
      'offer.takenBy',
      'partner.id',
      'partner.name',
      'reason',
      'request.id',
      'request.indirectResellerId',
      'request.partnerId',
      'request.token',
      'requestId',
    ],
  },
  customers: {
    state: [
      'customer.id',
      'customer.name',
      'delegations.partnerId',
      'delegations.serviceId',
      'delegations.throughPartnerId',
      'relationships.origin.requestId',
      'relationships.partnerId',
      'roleDelegations.assignments.groupId',
      'roleDelegations.assignments.roles',
      'roleDelegations.id',
      'roleDelegations.name',
      'roleDelegations.partnerId',
      'roleDelegations.roles',
      'roleDelegations.throughPartnerId',
    ],
    changes: [
      'by.customerId',
      'by.partnerId',
      'by.userId',
      'customer.id',
      'customer.name',
      'delegation.assignments.groupId',
      'delegation.assignments.roles',
      'delegation.id',
      'delegation.name',
      'delegation.partnerId',
      'delegation.roles',
      'delegation.throughPartnerId',
      'groupId',
      'name',
      'origin.requestId',
      'partnerId',
      'reason',
      'reason.agreement',
      'reason.partnerId',
      'reason.reason',
      'requestId',
      'roleId',
      'serviceId',
      'throughPartnerId',
    ],
  },
};

const cases = (['partners', 'customers'] as const).flatMap((store) =>
  (['state', 'changes'] as const).map((part) => ({
    store,
    part,
    name: `in every field of a ${store.slice(0, -1)} and of its changes`,
  })),
);

async function failureOn(
  spoil: (memory: RelationshipRepository) => RelationshipRepository,
  name: string,
): Promise<string | null> {
  const found = registeredChecks({ create: overMemory(spoil), sizes: SMALL }).find((one) => one.name.includes(name));
  if (found === undefined) throw new Error(`no check is named like "${name}"`);
  return found.check().then(
    () => null,
    (failure: unknown) => String(failure),
  );
}

describe.each(cases)('what was committed is what is loaded, $name: $part', ({ store, part, name }) => {
  const known = fields[store][part];

  it('asks for every text that there is', async () => {
    const seen = new Set<string>();
    const note = (value: unknown): void => {
      editedTexts(value, (text, path) => {
        if (!/(^|\.)(kind|at|program|standing|\w+At)$/.test(path)) seen.add(path);
        return text;
      });
    };
    const failure = await failureOn((memory) => {
      return withStores(memory, (stored, of) => ({
        commit: (sent) => {
          if (of === store) note(part === 'state' ? sent.next : sent.changes);
          return stored.commit(sent);
        },
      }));
    }, name);
    expect(failure).toBeNull();
    expect([...seen].sort()).toEqual(known);
  });

  it.each(known)('finds every damage that a store does to %s', async (field) => {
    const ofField = /(name|userId|agreement|reason)$/.test(field) ? damagesOfLines : damages;
    for (const [damage, spoilt] of Object.entries(ofField)) {
      const failure = await failureOn(
        (memory) =>
          withStores(memory, (stored, of) => {
            if (of !== store) return {};
            const { load, history } = editedValues(stored, (value) =>
              editedTexts(value, (text, path) => (path === field ? spoilt(text) : text)),
            );
            return part === 'state' ? { load: load ?? stored.load } : { history: history ?? stored.history };
          }),
        name,
      );
      expect(failure, `${field} ${damage}`).toContain('equals, in every field, what was committed');
    }
  });
});

describe('the documents that the kit commits in every field', () => {
  it.each([
    ['partner', partners.life('partner'), partnerChangeKinds],
    ['customer', customers.life('customer'), relationshipChangeKinds],
  ])('go through every kind of change: %s', (_, drafts, kinds) => {
    const changes = drafts.flatMap((draft) => draft.changes) as readonly { readonly kind: string }[];
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  });

  it('go through every reason that a change of a customer can have', () => {
    const changes = customers.life('customer').flatMap((draft) => draft.changes) as readonly RelationshipChange[];
    const reasons = (kind: string): readonly string[] =>
      changes.flatMap((change) =>
        change.kind === kind && 'reason' in change && typeof change.reason !== 'string' ? [change.reason.kind] : [],
      );
    expect(new Set(reasons('delegation-removed'))).toEqual(new Set(Object.keys(removalReasonKinds)));
    expect(new Set(reasons('relationship-ended'))).toEqual(new Set(Object.keys(endReasonKinds)));
  });
});

describe('the longest texts of the conformance kit', () => {
  it.each([
    ['a name', (text: string) => parseCustomer({ id: 'c', name: text }), longestLine],
    ['a name of the most bytes', (text: string) => parseCustomer({ id: 'c', name: text }), largestLine],
    ['an id', parseRequestId, longestId('r')],
    ['the id of an id', parseRequestId, longestId(longestId('r'))],
    ['an id that nearly is', parseRequestId, longestId('r'.repeat(127))],
    ['a token', parseInviteToken, longestToken('token')],
    ['a name of an offer', decodeOfferName, longestOfferName('1')],
    ['a name of an offer of the most bytes', decodeOfferName, largestOfferName(999)],
  ])('are lawful as %s, and one character more is not', (_, parse, text) => {
    expect(parse(text).isOk()).toBe(true);
    expect(parse(`${text}x`).isErr()).toBe(true);
  });

  it('are as different as what they were made from', () => {
    expect(new Set(['a', 'b', 'a|', 'a|x', 'x'.repeat(127)].map(longestId)).size).toBe(5);
    expect(new Set(['1', '2', '10'].map(longestOfferName)).size).toBe(3);
    expect(new Set(Array.from({ length: 1000 }, (_, at) => largestOfferName(at))).size).toBe(1000);
  });
});
