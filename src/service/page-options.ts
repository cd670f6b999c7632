import { defaulted, integer, nullable, object, text, type Decoder, type Fields } from '../model/decode';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type PageRequest } from '../repository/page';

/** The part of a list to read. */
export interface PageOptions {
  /** The `next` of the page before; the first page if left out or null. */
  readonly after?: string | null | undefined;
  /** The most items of a page: an integer from 1 to 1,000; 100 if left out. */
  readonly limit?: number | undefined;
}

export const pageOptionsFields: Fields<PageRequest> = {
  after: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(/* @__PURE__ */ text('a cursor', () => true)), null),
  limit: /* @__PURE__ */ defaulted(/* @__PURE__ */ integer(1, MAX_PAGE_SIZE), DEFAULT_PAGE_SIZE),
};

export const decodePageOptions: Decoder<PageRequest> = /* @__PURE__ */ object<PageRequest>('a page', pageOptionsFields);
