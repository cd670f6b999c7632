import { err, ok } from 'neverthrow';
import { memoryRepository, parseCustomerId, parseInstant } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { carryOut } from '../../src/service/carry-out';
import { documentsIn } from '../../src/service/documents';

const repository = memoryRepository();
const manner = {
  attempts: 1,
  now: () => parseInstant('2026-03-01T09:00:00.000Z'),
  wait: () => Promise.resolve(),
  random: () => 1,
};
const id = parseCustomerId('northwind')._unsafeUnwrap();

describe('a decision that nothing can follow from', () => {
  it.each([
    ['its changes do not fit the state', () => err({ message: 'a registration before' }), 'a registration before'],
    ['it leaves a document without a state', () => ok(null), 'a decision without a state'],
  ])('is corrupt data, and commits nothing: %s', async (_what, apply, cause) => {
    const answer = await carryOut(manner, {
      documents: { ...documentsIn(repository).customers, apply },
      id,
      prepare: () => ok(() => ok([])),
    });
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'corrupt-data', context: { cause } });
    expect((await repository.customers.load(id))._unsafeUnwrap()).toBeNull();
  });
});
