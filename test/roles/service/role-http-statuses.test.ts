import type { Result, ResultAsync } from 'neverthrow';
import { httpStatuses, type ErrorCode } from 'partner-relationships';
import type * as roles from 'partner-relationships/roles';
import { roleHttpStatuses, type RoleErrorCode, type RoleService } from 'partner-relationships/roles';
import { describe, expect, expectTypeOf, it } from 'vitest';

/** The codes of the errors of every function in this module or object. */
type CodesOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...given: never[]) => infer Answer
    ? Answer extends Result<unknown, infer Failure> | ResultAsync<unknown, infer Failure>
      ? Failure extends { readonly code: infer Code }
        ? Code
        : never
      : never
    : never;
}[keyof Module];

describe('roleHttpStatuses', () => {
  it('has every code that the role service or a function of its entry answers with, and those of httpStatuses', () => {
    expectTypeOf<CodesOf<RoleService> | CodesOf<typeof roles>>().toExtend<keyof typeof roleHttpStatuses>();
    expectTypeOf<RoleErrorCode>().toExtend<CodesOf<RoleService>>();
    expectTypeOf<keyof typeof roleHttpStatuses>().toEqualTypeOf<ErrorCode | RoleErrorCode>();
    expect(roleHttpStatuses).toMatchObject(httpStatuses);
  });

  it('has no other, and is not changed by anybody', () => {
    // @ts-expect-error no function answers with it
    expect(roleHttpStatuses['no-such-code']).toBeUndefined();
    expect(Object.isFrozen(roleHttpStatuses)).toBe(true);
  });

  it.each(Object.entries(roleHttpStatuses))('%s is told by %i, an error that no success could be taken for', (_, status) => {
    expect([400, 403, 404, 409, 503]).toContain(status);
  });
});
