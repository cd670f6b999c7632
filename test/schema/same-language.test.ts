import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseCustomerRelationships, parsePartnerAccount } from 'partner-relationships';
import * as schemas from 'partner-relationships/schema';
import { describe, expect, it } from 'vitest';
import { hostileValue, spoilt } from './hostile-values';
import { forms, nouns, type Noun } from './nouns';

describe('Every schema agrees with the library', () => {
  it('has a decoder to compare it with', () => {
    const names = [...nouns, ...forms].map(({ name }) => name);
    // Errors are made by the library, and not decoded.
    expect([...names, 'errorSchema', 'roleErrorSchema'].sort()).toEqual(Object.keys(schemas).sort());
    for (const { name, schema } of [...nouns, ...forms]) expect(schema, name).toBe(schemas[name]);
  });

  it.each(nouns)('$name accepts, returns and reports the same as the decoder', ({ schema, decode, sound }) => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(spoilt(sound), (value) => {
        const parsed = schema.safeParse(value);
        decode(value).match(
          (decoded) => {
            seen.taken += 1;
            expect(parsed.error).toBeUndefined();
            expect(isDeepStrictEqual(parsed.data, decoded), 'the same result').toBe(true);
            expect(isFrozenInDepth(parsed.data), 'frozen in depth').toBe(true);
          },
          ({ context }) => {
            seen.refused += 1;
            const issues = parsed.error?.issues.map(({ path, message }) => `${pathText(path)}: ${message}`);
            expect(issues).toContain(`${context.path}: expected ${context.expected}`);
            expect(issues?.filter((issue) => !issue.includes(': expected '))).toEqual([]);
          },
        );
      }),
    );
    const tried = seen.taken + seen.refused;
    expect(seen.taken / tried).toBeGreaterThan(0.05);
    expect(seen.refused / tried).toBeGreaterThan(0.05);
  });

  it.each(forms)('$name accepts and returns the same as the service does, and reports the place or one around it', ({ schema, decode, sound }) => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(spoilt(sound), (value) => {
        const parsed = schema.safeParse(value);
        decode(value).match(
          (decoded) => {
            seen.taken += 1;
            expect(parsed.error).toBeUndefined();
            expect(isDeepStrictEqual(parsed.data, decoded), 'the same result').toBe(true);
            expect(isFrozenInDepth(parsed.data), 'frozen in depth').toBe(true);
          },
          ({ context }) => {
            seen.refused += 1;
            const issues = parsed.error?.issues ?? [];
            expect(issues.some(({ path }) => context.path.startsWith(pathText(path)))).toBe(true);
            expect(issues.filter(({ message }) => !message.startsWith('expected '))).toEqual([]);
          },
        );
      }),
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(4);
  });

  it.each([...nouns, ...forms].filter(isObject))('$name leaves out unknown fields', (noun) => {
    fc.assert(
      fc.property(noun.sound, hostileValue, (value, extra) => {
        const { schema, decode } = noun;
        fc.pre(decode(value).isOk());
        const withExtra = Object.assign({ extra, constructor: extra }, value);
        expect(isDeepStrictEqual(schema.parse(withExtra), schema.parse(value))).toBe(true);
      }),
    );
  });
});

describe('A whole document', () => {
  it('is known to the library as checked, so it is not checked or copied again', () => {
    const account = schemas.partnerAccountSchema.parse({ partner, requests: [] });
    const state = schemas.customerRelationshipsSchema.parse({ customer, relationships: [], delegations: [] });
    expect(parsePartnerAccount(account)._unsafeUnwrap()).toBe(account);
    expect(parseCustomerRelationships(state)._unsafeUnwrap()).toBe(state);
  });

  it('may come from the library', () => {
    const state = parseCustomerRelationships({ customer, relationships: [], delegations: [] })._unsafeUnwrap();
    expect(schemas.customerRelationshipsSchema.parse(state)).toEqual(state);
  });
});

const partner = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };
const customer = { id: 'fabrikam', name: 'Fabrikam' };

function isObject({ sound }: Noun): boolean {
  return typeof fc.sample(sound, 1)[0] === 'object';
}

function isFrozenInDepth(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenInDepth);
}

/** A zod path in the library's notation. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
