import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  acceptRequest,
  foldCustomer,
  renameCustomer,
  type Instant,
  type RelationshipChange,
  type RenameCustomer,
  type RenameCustomerError,
} from 'partner-relationships';
import { customerRelationships, displayName } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  contoso,
  earlier,
  exchange,
  later,
  northwind,
  now,
  partnerOf,
  theCustomer,
  theOperator,
  thePartner,
} from '../fixtures/cast';
import { accepting, codesWhileRepairing, given, renaming } from './scene';
import { changed, granted, registered, related, renamed, stateAfter } from '../fixtures/history';

const NAME = 'Northwind Traders International';

describe('a customer gets another name', () => {
  it('operator-keeps-accounts: the customer renames itself, and the operator renames it', () => {
    for (const by of [theCustomer(northwind), theOperator, { ...theOperator, userId: 'support-7' }] as const) {
      given(related(contoso)).when(renameCustomer, renaming(NAME, { by })).thenItChanges(renamed(NAME, by));
    }
  });

  it('operator-keeps-accounts: no partner renames it, nor does another customer', () => {
    const namesake = partnerOf(northwind.id, 'direct-bill');
    for (const by of [thePartner(contoso), thePartner(namesake), theCustomer(adventureWorks)]) {
      given(related(contoso))
        .when(renameCustomer, renaming(NAME, { by }))
        .thenItIsRefused('operator-keeps-accounts', 'not-the-customer', { by });
    }
  });

  it('the name that it has changes nothing', () => {
    given().when(renameCustomer, renaming(northwind.name)).thenNothingChanges();
    given(renamed(NAME)).when(renameCustomer, renaming(NAME, { by: theOperator, at: later })).thenNothingChanges();
  });

  it('a former name comes back', () => {
    given(renamed(NAME))
      .when(renameCustomer, renaming(northwind.name))
      .thenItChanges(renamed(northwind.name));
  });

  it('a time before the last change counts as the time of that change', () => {
    given(related(contoso))
      .when(renameCustomer, renaming(NAME, { at: earlier }))
      .thenItChanges(renamed(NAME));
  });

  it('only the name changes, the moment of the last change, and what time has done', () => {
    fc.assert(
      fc.property(customerRelationships(), displayName(), (state, name) => {
        const changes = renameCustomer(state, { name, by: theOperator, at: later })._unsafeUnwrap();
        const after = changed(state, changes);
        expect(after).toEqual({
          ...changed(state, changes.slice(0, -1)),
          customer: { ...state.customer, name },
          ...(changes.length === 0 ? {} : { changedAt: changes[0]?.at }),
        });
        expect(renameCustomer(after, { name, by: theOperator, at: later })._unsafeUnwrap()).toEqual([]);
      }),
    );
  });

  it('the history keeps the name of then', () => {
    const history: readonly RelationshipChange[] = [registered(), related(contoso), renamed(NAME)];

    expect(foldCustomer(history.slice(0, 2))._unsafeUnwrap()?.customer).toEqual(northwind);
    expect(foldCustomer(history)._unsafeUnwrap()?.customer).toEqual({ ...northwind, name: NAME });
  });

  it('accepting under the former name afterwards changes no name', () => {
    given(related(contoso), renamed(NAME))
      .when(acceptRequest, accepting(contoso, [exchange], { customer: northwind }))
      .thenItChanges(granted(contoso, exchange));
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = renaming(NAME);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', null],
      ['command.name', { ...command, name: '' }],
      ['command.name', { ...command, name: ' \t' }],
      ['command.name', { ...command, name: 'two\nlines' }],
      ['command.name', { ...command, name: 'x'.repeat(257) }],
      ['command.name', { ...command, name: '\u200b' }],
      ['command.name', { ...command, name: '\u202eNorthwind' }],
      ['command.by', { ...command, by: undefined }],
      ['command.at', { ...command, at: 'now' }],
    ];

    for (const [path, value] of malformed) {
      given().when(renameCustomer, value as RenameCustomer).thenItIsMalformed(path);
    }
  });

  it('nobody renames a customer that is not known', () => {
    expect(renameCustomer(null as never, renaming(NAME))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything: RenameCustomer = renaming('\u200b', { by: thePartner(contoso), at: 'yesterday' as Instant });
    const codes = codesWhileRepairing((command) => renameCustomer(stateAfter(), command), everything, [
      { at: now },
      { by: theOperator },
    ]);

    expect(codes).toEqual(['malformed-input', 'not-the-customer', 'malformed-input']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<RenameCustomerError['code']>().toEqualTypeOf<'malformed-input' | 'not-the-customer'>();
    const refusal = renameCustomer(stateAfter(), renaming(NAME, { by: thePartner(contoso) }));
    expect(whatToSay(refusal._unsafeUnwrapErr())).toBe('partner: operator-keeps-accounts');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToSay(error: RenameCustomerError): string {
  switch (error.code) {
    case 'malformed-input':
      return error.context.path;
    case 'not-the-customer':
      return `${error.context.by.kind}: ${error.rule}`;
  }
}
