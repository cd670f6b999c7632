import type { Customer } from 'partner-relationships';
import { composeInvitation, english } from 'partner-relationships/invitation';
import { servicesSoldTo } from '../cast';
import { byCustomer, byPartner, type Stage } from '../stage';
import { inWords } from './changes';
import { customerListOf, isIn, namesIn } from './customer-list';
import { counted, listed } from './enumeration';
import { isRelatedWith } from './holdings';
import { isRefused, mustHold, succeeds } from './step';

/** A partner gets one link, and any number of customers accept it. */
export async function invitation(stage: Stage): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { seller, customer, otherCustomers, services, suspended } = cast;
  tell.chapter('2  One link for any number of customers', [
    'invitation-carries-no-customer-data',
    'invitation-is-reusable',
    'customer-chooses-services',
  ]);

  const ask = () => service.openRequest({ partnerId: seller.id, by: byPartner(seller) });
  const { link } = await succeeds(stage, `${seller.name} asks for a relationship and gets a link to send`, ask);
  stage.links.set(seller.id, link);
  showEmail(stage, link);
  await succeeds(stage, `${seller.name} asks again and gets the same link`, ask, (again) => again.link === link);

  if (suspended !== null) {
    await isRefused(
      stage,
      `${suspended.name}, suspended, tries to get a link of its own`,
      { code: 'partner-is-suspended', rule: 'suspended-partner-cannot-invite' },
      () => service.openRequest({ partnerId: suspended.id, by: byPartner(suspended) }),
    );
  }

  await acceptance(stage, customer, link, services);
  for (const other of otherCustomers) {
    const bought = servicesSoldTo(other, seller, application.subscriptionsOf(other.id));
    await acceptance(stage, other, link, bought);
  }
  const list = await customerListOf(stage, seller);
  mustHold('all of them in the customer list', [customer, ...otherCustomers].every((one) => isIn(list, one)));
  const names = listed(namesIn(list));
  tell.detail(`${counted(list.length, 'customer')} through one link: ${names}`);
}

async function acceptance(stage: Stage, customer: Customer, link: string, services: readonly string[]): Promise<void> {
  const { service, tell, application, cast } = stage;
  const { changes } = await succeeds(
    stage,
    `${customer.name} accepts the link and delegates ${listed(services)}`,
    () => service.acceptRequest({ link, customer, services, by: byCustomer(customer) }),
    isRelatedWith(cast.seller, services),
  );
  tell.changed(inWords(changes, application));
}

const PARAGRAPHS_SHOWN = 4;

function showEmail({ cast, tell }: Stage, link: string): void {
  composeInvitation({ partner: cast.seller, link, texts: english }).match(
    ({ subject, text }) => {
      const paragraphs = text.trim().split('\n\n');
      tell.quote([`Subject: ${subject}`, ...paragraphs.slice(0, PARAGRAPHS_SHOWN), '…']);
    },
    ({ message }) => tell.detail(`no email can be written for this partner: ${message}`),
  );
}
