import { err, type Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { contradiction, type ContradictoryInput } from '../../model/contradictory-input';
import { defaulted, joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type PartnerId } from '../../model/identifiers';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { pageOf, type Page, type PageRequest } from '../../repository/page';
import type { PageError } from '../../repository/storage-error';
import { documentsIn } from '../../service/documents';
import { loadAll } from '../../service/load-all';
import { pageOptionsFields, type PageOptions } from '../../service/page-options';
import { readCustomers, readListed } from '../../service/pages';
import { arrangeNotices, type EndNotice } from '../time/notices-due';
import type { RoleSettings } from './options';

/** A span of time, and which customers to look at. */
export interface NoticesDueInput extends PageOptions {
  /** The beginning of the span, which belongs to it. */
  readonly from: string;
  /** The end of the span, which does not belong to it. */
  readonly to: string;
  /** The partner whose delegations are meant; those of all partners if left out. */
  readonly partnerId?: Unchecked<PartnerId> | undefined;
  /** The most customers of a page: an integer from 1 to 1,000; 100 if left out. */
  readonly limit?: number | undefined;
}

interface CheckedInput extends PageRequest {
  readonly from: Instant;
  readonly to: Instant;
  readonly partnerId: PartnerId | null;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>(
  'a span of notices',
  /* @__PURE__ */ joined(
    {
      from: decodeInstant,
      to: decodeInstant,
      partnerId: /* @__PURE__ */ defaulted<PartnerId | null>(decodePartnerId, null),
    },
    pageOptionsFields,
  ),
);

export async function noticesDue(
  { repository }: RoleSettings,
  input: NoticesDueInput,
): Promise<Result<Page<EndNotice>, MalformedInput | ContradictoryInput | PageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { from, to, partnerId, ...wanted } = decoded.value;
  if (to < from) {
    return err(contradiction('to', `no earlier instant than the beginning, ${from}`, to));
  }
  const page = await (partnerId === null
    ? readCustomers(repository, wanted)
    : readListed(repository, 'administered', partnerId, wanted));
  if (page.isErr()) return err(page.error);
  const ids = page.value.items.map(({ id }) => id);
  const loaded = await loadAll(documentsIn(repository).customers, ids);
  return loaded.map((found) => {
    // A customer may have been erased since the list was read.
    const states = [...found.values()].flatMap((customer) => customer?.state ?? []);
    const notices = states.flatMap((state) => arrangeNotices(state, from, to));
    const meant = notices.filter(({ delegation }) => partnerId === null || delegation.partnerId === partnerId);
    return pageOf(meant, page.value.next);
  });
}
