import type * as z from 'zod/mini';
import { decodeAgreement, decodeName, decodeReason, decodeUserId, LINE_PATTERN } from '../model/text';
import { text } from './shapes';

/** The name of a partner or a customer. */
export const nameSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeName);

/** Why the operator does something. */
export const reasonSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeReason);

/** The id of the acting user in the application's directory. */
export const userIdSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeUserId);

/** A reference to a renegotiated agreement. */
export const agreementSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeAgreement);
