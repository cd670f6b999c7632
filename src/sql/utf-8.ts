/** Every runtime of JavaScript has it, though the language does not. */
declare class TextDecoder {
  constructor(encoding: 'utf-8', options: { readonly fatal: true });
  decode(bytes: Uint8Array): string;
}

export const utf8: TextDecoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });
