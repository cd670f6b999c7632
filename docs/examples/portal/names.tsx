import type { Child } from 'hono/jsx';
import {
  MAX_PAGE_SIZE,
  valueOrThrow,
  type Actor,
  type Page,
  type Partner,
  type RelationshipService,
} from 'partner-relationships';
import { userName } from './sign-in';
import type { Texts } from './texts/english';

/** A name among other words, which its direction of writing does not disturb. */
export function Name({ children }: { readonly children: Child }): Child {
  return <bdi>{children}</bdi>;
}

/** The name of the partner with this id. */
export type PartnerName = (id: string) => Child;

/** Looks up the names of these partners. */
export async function partnerNames(service: RelationshipService, ids: readonly string[]): Promise<PartnerName> {
  const wanted = [...new Set(ids)];
  const names = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += MAX_PAGE_SIZE) {
    const found = valueOrThrow(await service.partnersById(wanted.slice(at, at + MAX_PAGE_SIZE)));
    for (const { id, name } of found) names.set(id, name);
  }
  return (id) => <Name>{names.get(id) ?? id}</Name>;
}

/** The name of the customer with this id. */
export type CustomerName = (id: string) => Child;

/** Looks up the names of these customers. One that nobody knows yet, or any more, has none. */
export async function customerNames(service: RelationshipService, ids: readonly string[]): Promise<CustomerName> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const state = valueOrThrow(await service.relationshipsOf(id));
    if (state !== null) names.set(id, state.customer.name);
  }
  return (id) => <Name>{names.get(id) ?? id}</Name>;
}

/** All partners of the marketplace, to choose one. */
export async function allPartners(service: RelationshipService): Promise<Partner[]> {
  const all: Partner[] = [];
  let after: string | null = null;
  do {
    const { items, next }: Page<Partner> = valueOrThrow(await service.partners({ after, limit: MAX_PAGE_SIZE }));
    all.push(...items);
    after = next;
  } while (after !== null);
  return all;
}

/** Who did something: the organization, and the person if the directory still knows it. */
export function whoDid(by: Actor, texts: Texts, partnerName: PartnerName, customer: Child): Child {
  const organization =
    by.kind === 'operator' ? texts.marketplace : by.kind === 'partner' ? partnerName(by.partnerId) : customer;
  const name = by.userId === undefined ? null : userName(by.userId);
  return name === null ? organization : texts.who(organization, <Name>{name}</Name>);
}
