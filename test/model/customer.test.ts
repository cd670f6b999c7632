import { parseCustomer } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

describe('A customer', () => {
  it('has an id and a name', () => {
    const northwind = { id: 'northwind', name: 'Northwind Traders' };
    expect(parseCustomer(northwind)._unsafeUnwrap()).toEqual(northwind);
  });

  it.each([
    ['', null, 'a customer', 'null'],
    ['id', { name: 'Northwind Traders' }, 'a customer id', 'nothing'],
    ['id', { id: 17, name: 'Northwind Traders' }, 'a customer id', 'the number 17'],
    ['name', { id: 'northwind' }, 'a name', 'nothing'],
  ])('is refused for its %s', (path, value, expected, received) => {
    const { context } = parseCustomer(value)._unsafeUnwrapErr();
    expect(context).toMatchObject({ path, received });
    expect(context.expected.startsWith(expected)).toBe(true);
  });
});
