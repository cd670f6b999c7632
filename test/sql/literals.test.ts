import fc from 'fast-check';
import { DummyDriver, Kysely } from 'kysely';
import { sqlRepository } from 'partner-relationships/sql';
import { describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { dialectOver } from './dialect-over';

/** The statement that loads a customer of this id from MySQL. */
async function loading(id: string): Promise<string> {
  const sent: string[] = [];
  const dialect = dialectOver('mysql', () => new DummyDriver());
  const db = new Kysely<unknown>({ dialect, log: ({ query }) => void sent.push(query.sql) });
  await sqlRepository({ db, dialect: 'mysql' }).customers.load(customerIdOf(id));
  return sent[0] ?? '';
}

const id = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 12,
});

describe('A text in a statement for MySQL', () => {
  it('is between quotes if nothing in it can end these or a comment, be escaped or be a place; else it is digits', () =>
    fc.assert(
      fc.asyncProperty(id, async (text) => {
        const without = (await loading('somebody')).split("_ascii 'somebody'");
        expect(without).toHaveLength(2);
        const literal = /['\\*?]/.test(text)
          ? `_ascii x'${Buffer.from(text, 'ascii').toString('hex')}'`
          : `_ascii '${text}'`;
        expect(await loading(text)).toBe(without.join(literal));
      }),
    ));

  it.each(["'", '\\', '*', '?'])('is digits with a %s in it', async (character) => {
    expect(await loading(`a${character}b`)).not.toContain(character === "'" ? "a'b" : `a${character}b`);
  });
});
