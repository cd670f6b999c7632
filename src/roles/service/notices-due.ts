import { err, ok, Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { contradiction, type ContradictoryInput } from '../../model/contradictory-input';
import { defaulted, joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type CustomerId, type PartnerId } from '../../model/identifiers';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { pageOf, type Page, type PageRequest } from '../../repository/page';
import type { RelationshipRepository } from '../../repository/repository';
import type { PageError } from '../../repository/storage-error';
import { documentsIn } from '../../service/documents';
import { pageOptionsFields, type PageOptions } from '../../service/page-options';
import { readCustomers, readCustomersOf } from '../../service/pages';
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
  const page = await pageOfIds(repository, partnerId, wanted);
  if (page.isErr()) return err(page.error);
  const { customers } = documentsIn(repository);
  const loaded = Result.combine(await Promise.all(page.value.items.map((id) => customers.load(id))));
  if (loaded.isErr()) return err(loaded.error);
  // A customer may have been erased since the list was read.
  const states = loaded.value.map((found) => found?.state ?? null).filter((state) => state !== null);
  const notices = states.flatMap((state) => arrangeNotices(state, from, to));
  const meant = notices.filter(({ delegation }) => partnerId === null || delegation.partnerId === partnerId);
  return ok(pageOf(meant, page.value.next));
}

/** A page of all customers, or of those that the partner has admin rights for. */
async function pageOfIds(
  repository: RelationshipRepository,
  partnerId: PartnerId | null,
  wanted: PageRequest,
): Promise<Result<Page<CustomerId>, PageError>> {
  if (partnerId === null) {
    const all = await readCustomers(repository, wanted);
    return all.map(({ items, next }) => pageOf(items.map(({ id }) => id), next));
  }
  const administered = await readCustomersOf(repository, 'administered', partnerId, wanted);
  return administered.map(({ items, next }) => pageOf(items.map(({ customer }) => customer.id), next));
}
