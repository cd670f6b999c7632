import { describe, expect, expectTypeOf, it } from 'vitest';
import { removeAccess, type RemoveAccess, type RemoveAccessError } from 'partner-relationships/roles';
import { codesWhileRepairing } from '../../customers/scene';
import { fabrikam, northwind, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import {
  access,
  after,
  assigned,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  FIELD,
  given,
  held,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  SUPPORT,
  takingBack,
} from './scene';

const desk = assigned(DESK, [SUPPORT]);
const field = assigned(FIELD, [SUPPORT, EXCHANGE]);
const both = held({ assignments: [desk, field] });

describe('the partner removes access', () => {
  it('roles-reach-people-through-groups: the group has none of its roles any more, others have theirs', () => {
    const command = takingBack(FIELD);
    given(both).when(removeAccess, command).thenItChanges(access('access-removed', command, held({ assignments: [desk] })));
  });

  it('roles-reach-people-through-groups: without an assignment the partner goes on holding the roles', () => {
    const command = takingBack(DESK);
    given(held({ assignments: [desk] }))
      .when(removeAccess, command)
      .thenItChanges(access('access-removed', command, held()));
  });

  it('only of this delegation', () => {
    const other = { ...both, id: offerIdOf('o2') };
    const command = takingBack(DESK);
    given(both, other)
      .when(removeAccess, command)
      .thenItChanges(access('access-removed', command, held({ assignments: [field] })));
  });

  it('a group without an assignment has none to lose', () => {
    given(held({ assignments: [desk] })).when(removeAccess, takingBack(FIELD)).thenNothingChanges();
  });

  it('assignment-needs-a-delegation-in-force: not from its end on, as they end with it', () => {
    given({ ...both, extends: false })
      .when(removeAccess, takingBack(DESK, { at: ENDS }))
      .thenItIsRefused('assignment-needs-a-delegation-in-force', 'delegation-not-in-force', { offerId: o1 });
  });

  it('assignment-needs-a-delegation-in-force: only by the partner that holds it', () => {
    for (const by of [theCustomer(northwind), thePartner(fabrikam), theOperator]) {
      given(both)
        .when(removeAccess, takingBack(DESK, { by }))
        .thenItIsRefused('assignment-needs-a-delegation-in-force', 'not-the-partner', { by });
    }
  });

  it('what time has done to others is written down before', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const longer = held({ endsAt: after(ENDS, 1), assignments: [desk] });
    const command = takingBack(DESK, { at: ENDS });
    given(over, longer)
      .when(removeAccess, command)
      .thenItChanges(expired(command, over), access('access-removed', command, { ...longer, assignments: [] }));
  });

  it('the change is frozen', () => {
    expect(removeAccess(stateWith(both), takingBack(DESK))._unsafeUnwrap().every(isFrozenInDepth)).toBe(true);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', DESK],
      ['command.offerId', { ...takingBack(DESK), offerId: 17 }],
      ['command.groupId', { ...takingBack(DESK), groupId: undefined }],
      ['command.by', { ...takingBack(DESK), by: 'contoso' }],
      ['command.at', { ...takingBack(DESK), at: '2026' }],
    ];
    for (const [path, value] of malformed) given(both).when(removeAccess, value as RemoveAccess).thenItIsMalformed(path);
    expect(removeAccess(null as never, takingBack(DESK))._unsafeUnwrapErr()).toMatchObject({ context: { path: 'state' } });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const broken = takingBack(DESK, { offerId: offerIdOf('o2'), by: theOperator, at: 'now' as never });
    const codes = codesWhileRepairing((command) => removeAccess(stateWith(both), command), broken, [
      { at: MEANWHILE },
      { offerId: o1 },
    ]);
    expect(codes).toEqual(['malformed-input', 'delegation-not-in-force', 'not-the-partner']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<RemoveAccessError['code']>().toEqualTypeOf<
      'malformed-input' | 'delegation-not-in-force' | 'not-the-partner'
    >();
  });
});
