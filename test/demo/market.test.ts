import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { marketplace } from 'partner-relationships/arbitraries';
import { nearMiss } from '../fixtures/near-miss';
import { readMarket } from '../../docs/examples/demo/market';
import { readMarketFile } from '../../docs/examples/demo/market-file';
import { marketText } from './performance';

const PROVIDER = { id: 'provider', program: 'indirect-provider' };
const ADATUM = { id: 'adatum' };
const ID_FORMAT = '1 to 128 visible ASCII characters, without spaces';

/** A market whose lists are empty, but for those that are given as JSON. */
function lists(given: { readonly partners?: string; readonly customers?: string }): string {
  const { partners = '[]', customers = '[]' } = given;
  return `{"partners": ${partners}, "customers": ${customers}, "subscriptions": []}`;
}

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('A market', () => {
  it('is read as it is, without unknown fields', () => {
    const text = marketText({
      partners: [{ id: '__proto__', phone: '555-0100' }],
      customers: [ADATUM],
      subscriptions: [{ id: 's', originalResellerId: '__proto__', partnerOfRecordId: '__proto__' }],
    });
    expect(readMarket(text)._unsafeUnwrap()).toEqual({
      partners: [{ id: '__proto__', name: 'Contoso', program: 'direct-bill', standing: 'active' }],
      customers: [{ id: 'adatum', name: 'Adatum' }],
      subscriptions: [
        {
          id: 's',
          customerId: 'adatum',
          serviceId: 'intune',
          originalResellerId: '__proto__',
          partnerOfRecordId: '__proto__',
          status: 'active',
        },
      ],
    });
  });

  it('may have a partner and a customer with the same id, and ids that differ only in case', () => {
    const text = marketText({ partners: [{ id: 'adatum' }, { id: 'Adatum' }], customers: [ADATUM] });
    expect(readMarket(text).isOk()).toBe(true);
  });

  it('of any kind is read back from its own JSON', () => {
    fc.assert(
      fc.property(marketplace({ customers: { min: 1, max: 3 } }), ({ partners, customers, subscriptions }) => {
        const read = readMarket(JSON.stringify({ partners, customers, subscriptions }));
        expect(read._unsafeUnwrap()).toEqual({ partners, customers, subscriptions });
      }),
    );
  });
});

describe('A malformed market', () => {
  it.each<[what: string, text: string, problem: string]>([
    ['nothing', '', 'line 1, column 1: Unexpected end of input'],
    ['prose', 'partners', "line 1, column 1: Unexpected character 'p'"],
    ['single quotes', "{'partners': []}", "line 1, column 2: Unexpected character '''"],
    ['a text that does not end', '{"partners": "…', 'line 1, column 16: Unexpected end of input'],
    ['a comment', '[] // none', "line 1, column 4: Unexpected character '/'"],
    ['a number cut short', '[-', "line 1, column 2: Unexpected character 'end of input'"],
    ['a later line', '{\r\n  "partners": [],\r\n  }', 'line 3, column 3: Unexpected token RBrace'],
  ])('that is no JSON has its place: %s', (_what, text, problem) => {
    expect(readMarket(text)._unsafeUnwrapErr()).toEqual([problem]);
  });

  it.each([
    ['a line break in a text', '["\n"]'],
    ['nesting', '['.repeat(200_000)],
  ])('that is no JSON is refused in the words of the engine where nobody else finds the place: %s', (_what, text) => {
    expect(readMarket(text)._unsafeUnwrapErr()).toEqual([expect.stringMatching(/^this is not JSON: .*JSON/)]);
  });

  it.each<[text: string, problem: string]>([
    ['null', 'expected an object with partners, customers and subscriptions, received null'],
    ['[{}]', 'expected an object with partners, customers and subscriptions, received an array of 1'],
    [lists({ partners: '{}' }), 'partners: expected an array of partners, received an object'],
    ['{"partners": [], "customers": []}', 'subscriptions: expected an array of subscriptions, received nothing'],
    [lists({ partners: nested(200_000) }), 'partners[0]: expected a partner, received an array of 1'],
    [
      '{"__proto__": {"partners": []}, "customers": [], "subscriptions": []}',
      'partners: expected an array of partners, received nothing',
    ],
    [
      lists({ customers: '[{"__proto__": {"id": "a"}, "name": "A"}]' }),
      `customers[0].id: expected a customer id (${ID_FORMAT}), received nothing`,
    ],
  ])('of another shape has its place: %.60s', (text, problem) => {
    expect(readMarket(text)._unsafeUnwrapErr()).toEqual([problem]);
  });

  it.each<[what: string, market: Parameters<typeof marketText>[0], problem: string]>([
    [
      'an id with a space',
      { customers: [{ id: 'a b' }] },
      `customers[0].id: expected a customer id (${ID_FORMAT}), received "a b"`,
    ],
    [
      'a long id',
      { customers: [{ id: 'a'.repeat(129) }] },
      `customers[0].id: expected a customer id (${ID_FORMAT}), received a string of 129 characters`,
    ],
    [
      'a number as an id',
      { customers: [ADATUM, { id: 7 }] },
      `customers[1].id: expected a customer id (${ID_FORMAT}), received the number 7`,
    ],
    [
      'a name of two lines',
      { customers: [{ id: 'a', name: 'A\nB' }] },
      'customers[0].name: expected a name (1 to 256 characters on one line, not blank), received "A\\nB"',
    ],
    [
      'an unknown program',
      { partners: [{ id: 'a', program: 'reseller' }] },
      'partners[0].program: expected "direct-bill" or "indirect-provider" or "indirect-reseller" or "advisor", ' +
        'received "reseller"',
    ],
    [
      'an unknown status',
      { customers: [ADATUM], subscriptions: [{ id: 's', status: true }] },
      'subscriptions[0].status: expected "active" or "suspended" or "cancelled", received the boolean true',
    ],
    [
      'a partner twice',
      { partners: [PROVIDER, { id: 'a' }, PROVIDER] },
      'partners[2].id: expected an id that no other of them has, received "provider"',
    ],
    [
      'a customer twice',
      { customers: [ADATUM, ADATUM] },
      'customers[1].id: expected an id that no other of them has, received "adatum"',
    ],
    [
      'a customer in another case',
      { customers: [{ id: 'Adatum' }], subscriptions: [{ id: 's' }] },
      'subscriptions[0].customerId: expected the id of a customer in this file, received "adatum"',
    ],
    [
      'an unknown seller',
      { customers: [ADATUM], subscriptions: [{ id: 's', originalResellerId: 'toString' }] },
      'subscriptions[0].originalResellerId: expected the id of a partner in this file or null, received "toString"',
    ],
    [
      'a seller that sells nothing',
      {
        partners: [{ id: 'a', program: 'advisor' }],
        customers: [ADATUM],
        subscriptions: [{ id: 's', originalResellerId: 'a' }],
      },
      'subscriptions[0].originalResellerId: expected a partner that sells (program "direct-bill" or ' +
        '"indirect-provider") or null, received "a", program "advisor"',
    ],
    [
      'an unknown partner of record',
      { customers: [ADATUM], subscriptions: [{ id: 's', partnerOfRecordId: 'x' }] },
      'subscriptions[0].partnerOfRecordId: expected the id of a partner in this file or null, received "x"',
    ],
  ])('with a wrong value has its place: %s', (_what, market, problem) => {
    expect(readMarket(marketText(market))._unsafeUnwrapErr()).toEqual([problem]);
  });

  it('has all its mistakes reported at once', () => {
    const text = marketText({ partners: [{ id: '', standing: 'retired' }], customers: [{ id: 'a', name: ' ' }] });
    const places = readMarket(text)._unsafeUnwrapErr().map((problem) => problem.split(': ')[0]);
    expect(places).toEqual(['partners[0].id', 'partners[0].standing', 'customers[0].name']);
  });

  it('differs from a good one in any place, and every mistake is reported with its place', () => {
    const document = marketplace().map(({ partners, customers, subscriptions }) => {
      return { partners, customers, subscriptions };
    });
    const place = /^(?:(?:partners|customers|subscriptions)(?:\[\d+\](?:\.\w+)?)?: )?expected .+, received ./;
    fc.assert(
      fc.property(nearMiss(document), (changed) => {
        readMarket(JSON.stringify(changed ?? null)).match(
          (market) => expect(JSON.parse(JSON.stringify(changed))).toMatchObject(JSON.parse(JSON.stringify(market))),
          (problems) => {
            expect(problems).not.toEqual([]);
            for (const problem of problems) expect(problem).toMatch(place);
          },
        );
      }),
    );
  });
});

describe('A file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'market-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[what: string, content: string | Uint8Array, problem: string]>([
    ['of another encoding', Buffer.from('\ufeff{}', 'utf16le'), 'this is not text in UTF-8'],
    ['that is too large', ' '.repeat(1_000_001), 'the file is larger than 1000000 bytes'],
    ['that is no JSON', 'x', "line 1, column 1: Unexpected character 'x'"],
  ])('%s is refused', async (_what, content, problem) => {
    const path = join(folder, 'market.json');
    writeFileSync(path, content);
    expect((await readMarketFile(path))._unsafeUnwrapErr()).toEqual([problem]);
  });

  it.each([
    ['that does not exist', join(folder, 'nowhere', 'market.json'), 'there is no such file'],
    ['that is a folder', folder, 'this is a directory, not a file'],
  ])('%s is refused', async (_what, path, problem) => {
    expect((await readMarketFile(path))._unsafeUnwrapErr()).toEqual([problem]);
  });

  it('may begin with a byte order mark', async () => {
    const path = join(folder, 'marked.json');
    writeFileSync(path, `\ufeff${marketText({ customers: [ADATUM] })}`);
    expect((await readMarketFile(path))._unsafeUnwrap().customers).toEqual([{ id: 'adatum', name: 'Adatum' }]);
  });
});
