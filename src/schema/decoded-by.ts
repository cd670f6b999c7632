import * as z from 'zod/mini';
import { trust } from '../model/brand';
import type { Decoder } from '../model/decode';
import type { MalformedInput } from '../model/malformed-input';

/**
 * The schema of the values that `decode` accepts. The shape finds every place that is wrong, and can be turned into a
 * JSON Schema. The decoder then checks the value again, and its copy is the result. This is not a transform, as a
 * transform has no JSON Schema.
 */
export function decodedBy<Output, Input>(
  shape: z.ZodMiniType<unknown, Input>,
  decode: Decoder<Output>,
): z.ZodMiniType<Output, Input> {
  const decoderCheck: z.core.CheckFn<unknown> = ({ value, issues }) => {
    decode(value).mapErr((error) => issues.push(issueOf(error, value)));
  };
  return trust(shape.check(z.overwrite((value) => decode(value).unwrapOr(value)), decoderCheck));
}

/** Lets zod report an error with the message of the decoder. */
export function withMessageOf(decode: Decoder<unknown>): { readonly error: z.core.$ZodErrorMap } {
  return { error: ({ input }) => decode(input).match(() => undefined, messageOf) };
}

function issueOf(error: MalformedInput, input: unknown): z.core.$ZodRawIssue {
  return { code: 'custom', message: messageOf(error), path: segmentsOf(error.context.path), input };
}

/** Leaves out the received value: it may be a token, and a message may be logged or sent back. */
function messageOf({ context }: MalformedInput): string {
  return `expected ${context.expected}`;
}

/** `requests[2].token` as `['requests', 2, 'token']`. */
function segmentsOf(path: string): (string | number)[] {
  const keys = path.matchAll(/\[(\d+)\]|[^.[\]]+/g);
  return Array.from(keys, ([key, index]) => (index === undefined ? key : Number(index)));
}
