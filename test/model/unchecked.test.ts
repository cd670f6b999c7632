import { parseCustomerId, parsePartnerId, type CustomerId, type PartnerId, type Unchecked } from 'partner-relationships';
import { describe, expect, expectTypeOf, it } from 'vitest';

const partnerId: PartnerId = parsePartnerId('contoso')._unsafeUnwrap();
const customerId: CustomerId = parseCustomerId('contoso')._unsafeUnwrap();
const plain: string = 'contoso';

const lookUp = (id: Unchecked<PartnerId>): string => id;
const decide = (id: PartnerId): string => id;

describe('An id that is not checked yet', () => {
  it('can be a plain string', () => {
    expect(lookUp(plain)).toBe('contoso');
    expectTypeOf<string>().toExtend<Unchecked<PartnerId>>();
    expectTypeOf<'contoso'>().toExtend<Unchecked<PartnerId>>();
  });

  it('can be a checked id of its kind', () => {
    expect(lookUp(partnerId)).toBe('contoso');
    expectTypeOf<PartnerId>().toExtend<Unchecked<PartnerId>>();
  });

  it('cannot be a checked id of another kind, though both are strings', () => {
    // @ts-expect-error a customer's id is no partner's
    expect(lookUp(customerId)).toBe('contoso');
    expectTypeOf<CustomerId>().not.toExtend<Unchecked<PartnerId>>();
    expectTypeOf<Unchecked<CustomerId>>().not.toExtend<Unchecked<PartnerId>>();
  });

  it('cannot be something else than a string', () => {
    expectTypeOf<number>().not.toExtend<Unchecked<PartnerId>>();
    expectTypeOf<undefined>().not.toExtend<Unchecked<PartnerId>>();
  });

  it('is a string to whoever reads it', () => {
    expectTypeOf<Unchecked<PartnerId>>().toExtend<string>();
  });
});

describe('A checked id', () => {
  it('is a string to whoever reads it', () => {
    expectTypeOf<PartnerId>().toExtend<string>();
    expect(decide(partnerId).toUpperCase()).toBe('CONTOSO');
  });

  it('cannot be a plain string, an unchecked id or an id of another kind', () => {
    // @ts-expect-error nobody has checked it
    expect(decide(plain)).toBe('contoso');
    // @ts-expect-error a customer's id is no partner's
    expect(decide(customerId)).toBe('contoso');
    expectTypeOf<Unchecked<PartnerId>>().not.toExtend<PartnerId>();
  });
});
