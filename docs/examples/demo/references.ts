import type { Market } from './market';

const A_CUSTOMER = 'the id of a customer in this file';
const A_PARTNER = 'the id of a partner in this file or null';
const A_SELLER = 'a partner that sells (program "direct-bill" or "indirect-provider") or null';

/** Finds references between the records of a market that are wrong. */
export function referenceProblems({ partners, customers, subscriptions }: Market): readonly string[] {
  const programs = new Map(partners.map(({ id, program }) => [id, program]));
  const customerIds = new Set(customers.map(({ id }) => id));
  return [
    ...repeatedIds('partners', partners),
    ...repeatedIds('customers', customers),
    ...repeatedIds('subscriptions', subscriptions),
    ...subscriptions.flatMap(({ customerId, originalResellerId, partnerOfRecordId }, at) => {
      const place = `subscriptions[${String(at)}]`;
      const problems: string[] = [];
      if (!customerIds.has(customerId)) problems.push(problem(`${place}.customerId`, A_CUSTOMER, customerId));
      const program = originalResellerId === null ? null : programs.get(originalResellerId);
      if (program === undefined) {
        problems.push(problem(`${place}.originalResellerId`, A_PARTNER, originalResellerId));
      } else if (program === 'indirect-reseller' || program === 'advisor') {
        problems.push(`${problem(`${place}.originalResellerId`, A_SELLER, originalResellerId)}, program "${program}"`);
      }
      if (partnerOfRecordId !== null && !programs.has(partnerOfRecordId)) {
        problems.push(problem(`${place}.partnerOfRecordId`, A_PARTNER, partnerOfRecordId));
      }
      return problems;
    }),
  ];
}

function repeatedIds(list: string, items: readonly { readonly id: string }[]): readonly string[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, at) => {
    if (seen.has(id)) return [problem(`${list}[${String(at)}].id`, 'an id that no other of them has', id)];
    seen.add(id);
    return [];
  });
}

function problem(place: string, expected: string, received: string | null): string {
  return `${place}: expected ${expected}, received ${JSON.stringify(received)}`;
}
