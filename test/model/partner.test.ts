import { parsePartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const contoso = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };

describe('A partner', () => {
  it.each(['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'])('can be in the program %s', (program) => {
    expect(parsePartner({ ...contoso, program })._unsafeUnwrap()).toEqual({ ...contoso, program });
  });

  it.each(['active', 'suspended'])('can be %s', (standing) => {
    expect(parsePartner({ ...contoso, standing })._unsafeUnwrap()).toEqual({ ...contoso, standing });
  });

  it.each([
    ['', 'contoso', 'a partner', '"contoso"'],
    ['', [contoso], 'a partner', 'an array of 1'],
    ['id', { ...contoso, id: 'all' }, 'a partner id', '"all"'],
    ['name', { ...contoso, name: '' }, 'a name', '""'],
    [
      'program',
      { ...contoso, program: 'Advisor' },
      '"direct-bill" or "indirect-provider" or "indirect-reseller" or "advisor"',
      '"Advisor"',
    ],
    ['standing', { ...contoso, standing: true }, '"active" or "suspended"', 'the boolean true'],
  ])('is refused for its %s', (path, value, expected, received) => {
    const { context, message } = parsePartner(value)._unsafeUnwrapErr();
    expect(context).toMatchObject({ path, received });
    expect(context.expected.startsWith(expected)).toBe(true);
    expect(message).toBe(`${path === '' ? '' : `${path}: `}expected ${context.expected}, received ${received}`);
  });

  it('is refused for the first field that is wrong', () => {
    expect(parsePartner({})._unsafeUnwrapErr().context).toMatchObject({ path: 'id', received: 'nothing' });
    expect(parsePartner({ id: 'contoso' })._unsafeUnwrapErr().context.path).toBe('name');
  });
});
