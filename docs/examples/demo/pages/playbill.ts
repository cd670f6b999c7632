import type { Partner } from 'partner-relationships';
import type { Cast } from '../cast';
import type { Market } from '../market';
import { counted } from '../story/enumeration';
import type { Cell } from '../table';
import type { Teller } from '../teller';

/** What the reader is about to see, and who plays which role. */
export function showPlaybill(market: Market, cast: Cast, file: string, tell: Teller): void {
  tell.title('PARTNER RELATIONSHIPS', "Who may do what for whom when partners work on customers' behalf");
  tell.remark(
    'A partner sells to a customer (a reseller relationship) and administers services for it (admin rights). ' +
      'These are two things, and who sold which subscription is a third. The story below keeps them apart. It is ' +
      'played through the library, and every line tells what the library answered.',
  );
  tell.gap();
  tell.remark('✓ done    ✗ refused, and by which rule    + − what changed');
  tell.gap();
  tell.remark(
    `From ${file}: ${counted(market.partners.length, 'partner')}, ${counted(market.customers.length, 'customer')}, ` +
      `${counted(market.subscriptions.length, 'subscription')}. The cast:`,
  );
  tell.gap();
  tell.table({ columns: ['Role', 'Name', 'Program', 'Standing'], groups: [partnerRows(cast), customerRows(cast)] });
}

function partnerRows(cast: Cast): readonly (readonly Cell[])[] {
  const roles: readonly (readonly [string, Partner | null])[] = [
    ['first partner', cast.seller],
    ['second partner', cast.rival],
    ['advisor', cast.advisor],
    ['provider', cast.provider],
    ['its indirect reseller', cast.indirectReseller],
    ['another reseller', cast.secondIndirectReseller],
    ['suspended partner', cast.suspended],
    ['partner that leaves', cast.leaver],
  ];
  return roles.flatMap(([role, partner]) =>
    partner === null ? [] : [[role, partner.name, partner.program, partner.standing]],
  );
}

function customerRows({ customer, otherCustomers }: Cast): readonly (readonly Cell[])[] {
  return [['customer', customer.name], ...otherCustomers.map(({ name }) => ['another customer', name])];
}
