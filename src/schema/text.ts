import type * as z from 'zod/mini';
import { decodeName, decodeUserId, LINE_PATTERN } from '../model/text';
import { text } from './shapes';

/** What a partner or a customer is called. */
export const nameSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeName);

/** Which person of a partner or a customer acts. */
export const userIdSchema: z.ZodMiniType<string, string> = /* @__PURE__ */ text(LINE_PATTERN, decodeUserId);
