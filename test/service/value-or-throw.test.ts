import { err, ok } from 'neverthrow';
import { parsePartnerId, valueOrThrow, type PartnerId } from 'partner-relationships';
import type { migrateRelationships } from 'partner-relationships/sql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { openScene, register } from '../fixtures/scene';

describe('valueOrThrow', () => {
  it('gives the value of an answer, with its type', async () => {
    const { service } = openScene();
    const partner = valueOrThrow(await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'advisor' }));
    expect(partner.name).toBe('Contoso');
    expectTypeOf(valueOrThrow(parsePartnerId('contoso'))).toEqualTypeOf<PartnerId>();
    expect(valueOrThrow(ok(undefined))).toBeUndefined();
  });

  it('throws an exception with the message of an error, its code as the name, and the error as the cause', async () => {
    const scene = openScene();
    await register(scene, 'contoso');
    const refused = await scene.service.accountOf('fabrikam');
    const error = refused._unsafeUnwrapErr();
    const expected = expect.objectContaining({ message: error.message, name: 'unknown-partner', cause: error }) as Error;
    expect(() => valueOrThrow(refused)).toThrow(expected);
  });

  it('takes the answer of a migration as well', () => {
    expectTypeOf(valueOrThrow).toBeCallableWith(
      err({ kind: 'storage', code: 'migration-failed', message: 'no database', context: { cause: 'down' } }),
    );
    expectTypeOf<Awaited<ReturnType<typeof migrateRelationships>>>().toExtend<Parameters<typeof valueOrThrow>[0]>();
  });
});
