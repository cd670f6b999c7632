import * as z from 'zod/mini';
import { trust } from '../model/brand';
import type { Decoder } from '../model/decode';
import type { MalformedInput } from '../model/malformed-input';

/**
 * The schema of what `decode` takes. The shape finds every place that is wrong and can be turned into a JSON Schema;
 * the decoder has the last word, and the result is its own. A transform would have no JSON Schema, so there is none.
 */
export function decodedBy<Output, Input>(
  shape: z.ZodMiniType<unknown, Input>,
  decode: Decoder<Output>,
): z.ZodMiniType<Output, Input> {
  const lastWord: z.core.CheckFn<unknown> = ({ value, issues }) => {
    decode(value).mapErr((error) => issues.push(issueOf(error, value)));
  };
  return trust(shape.check(z.overwrite((value) => decode(value).unwrapOr(value)), lastWord));
}

/** Lets zod say what was due in the decoder's words. */
export function inWordsOf(decode: Decoder<unknown>): { readonly error: z.core.$ZodErrorMap } {
  return { error: ({ input }) => decode(input).match(() => undefined, messageOf) };
}

function issueOf(error: MalformedInput, input: unknown): z.core.$ZodRawIssue {
  return { code: 'custom', message: messageOf(error), path: segmentsOf(error.context.path), input };
}

/** Not what was received: a message may be logged or sent back, and what was received may be a token. */
function messageOf({ context }: MalformedInput): string {
  return `expected ${context.expected}`;
}

/** `requests[2].token` as `['requests', 2, 'token']`. */
function segmentsOf(path: string): (string | number)[] {
  const keys = path.matchAll(/\[(\d+)\]|[^.[\]]+/g);
  return Array.from(keys, ([key, index]) => (index === undefined ? key : Number(index)));
}
