import type { Result, ResultAsync } from 'neverthrow';
import type * as root from 'partner-relationships';
import { httpStatuses, type ErrorCode } from 'partner-relationships';
import type * as invitation from 'partner-relationships/invitation';
import { describe, expect, expectTypeOf, it } from 'vitest';

/** The codes of the errors of every function in this module. */
type CodesOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...given: never[]) => infer Answer
    ? Answer extends Result<unknown, infer Failure> | ResultAsync<unknown, infer Failure>
      ? Failure extends { readonly code: infer Code }
        ? Code
        : never
      : never
    : never;
}[keyof Module];

describe('httpStatuses', () => {
  it('has every code that a function of the root entry or of the email answers with', () => {
    expectTypeOf<'service-held' | 'malformed-input'>().toExtend<CodesOf<typeof root>>();
    expectTypeOf<'cannot-judge'>().toExtend<CodesOf<typeof invitation>>();
    expectTypeOf<CodesOf<typeof root> | CodesOf<typeof invitation>>().toExtend<ErrorCode>();
    expectTypeOf<keyof typeof httpStatuses>().toEqualTypeOf<ErrorCode>();
  });

  it('has no other, and is not changed by anybody', () => {
    // @ts-expect-error no function answers with it
    expect(httpStatuses['no-such-code']).toBeUndefined();
    expect(Object.isFrozen(httpStatuses)).toBe(true);
  });

  it.each(Object.entries(httpStatuses))('%s is told by %i, an error that no success could be taken for', (_code, status) => {
    expect([400, 403, 404, 409, 503]).toContain(status);
  });
});
