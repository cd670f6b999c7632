declare module 'linkify-it' {
  /** Finds what mail programs and editors make links of in a text. */
  export default class LinkifyIt {
    match(text: string): readonly { readonly url: string }[] | null;
  }
}
