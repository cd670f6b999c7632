import type { Result } from 'neverthrow';
import { argument, object, text, type Decoder } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { decodeDocumentChange, type DocumentChange } from './feed';

/**
 * A change as an event of [CloudEvents](https://cloudevents.io) 1.0, in its JSON format. A change is the same event
 * each time it is read, from whichever feed, so a consumer drops repeats by `source` and `id`.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** The document, the revision and the place, such as `customer/tailspin/7/0`: unique within the source. */
  readonly id: string;
  /** As it was given. */
  readonly source: string;
  /** If a later release gives `data` another shape, the type ends in another version. */
  readonly type: `partner-relationships.${DocumentChange['change']['kind']}.v1`;
  /** The document: `partner/` or `customer/`, then its id, percent-encoded. */
  readonly subject: string;
  /** The `at` of the change. */
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly data: DocumentChange;
}

/** What the events of an application have in common. */
export interface CloudEventOptions {
  /**
   * Where the events come from: a URI or a relative reference, such as `https://portal.example/relationships`, of at
   * most 512 characters, none of them a square bracket. It is a part of what identifies an event, so keep it.
   */
  readonly source: string;
}

/**
 * The event that tells other systems of a change. Every recorded change is one event, named by its document, its
 * revision and its place in the commit.
 *
 * The data are the whole change: that of `request-opened` has the token of an invitation, and most have names. Send
 * events only to systems that may have these.
 *
 * @example
 * ```ts
 * import {
 *   createRelationshipService,
 *   eventOf,
 *   memoryRepository,
 * } from 'partner-relationships';
 *
 * const service = createRelationshipService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/invitation',
 * });
 * await service.registerPartner({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 * });
 *
 * const source = 'https://portal.example/relationships';
 * const [event] = await service
 *   .changes()
 *   .map(({ items }) => items.map((item) => eventOf(item, { source })))
 *   .unwrapOr([]);
 * const type = event?.map((one) => one.type).unwrapOr(null);
 * type; // => 'partner-relationships.partner-registered.v1'
 * event?.map((one) => one.subject).unwrapOr(''); // => 'partner/contoso'
 * ```
 * @param item an item of the feed, or any recorded change with its document, revision and place
 * @returns the event, frozen plain data; {@link MalformedInput} if an argument is malformed
 */
export function eventOf(item: DocumentChange, options: CloudEventOptions): Result<CloudEvent, MalformedInput> {
  return argument('item', decodeDocumentChange, item).andThen((data) =>
    argument('options', decodeOptions, options).map(({ source }) => arrangeEvent(data, source)),
  );
}

function arrangeEvent(data: DocumentChange, source: string): CloudEvent {
  const { document, revision, place, change } = data;
  // An id may have a slash.
  const subject = `${document.kind}/${encodeURIComponent(document.id)}`;
  return Object.freeze({
    specversion: '1.0',
    id: `${subject}/${encodeURIComponent(revision)}/${String(place)}`,
    source,
    type: `partner-relationships.${change.kind}.v1`,
    subject,
    time: change.at,
    datacontenttype: 'application/json',
    data,
  });
}

/**
 * A reference by RFC 3986: with a scheme, or without a colon before the first slash, and with at most one fragment.
 * That its host and port are in order is for the application to see to.
 */
const REFERENCE = /^(?=.{1,512}$)(?:[a-z][a-z\d+.-]*:|(?![^/?#]*:))(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2}|#(?!.*#))*$/i;

const decodeOptions: Decoder<CloudEventOptions> = /* @__PURE__ */ object<CloudEventOptions>('the options of an event', {
  source: /* @__PURE__ */ text(
    'a URI or a relative reference of 1 to 512 characters',
    (value) => REFERENCE.test(value),
  ),
});
