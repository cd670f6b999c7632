import { err, ok, type Result } from 'neverthrow';
import type { ClearClosedPartnerOutcome, CustomerId, Partner } from 'partner-relationships';
import { shortTime } from '../clock';
import { byCustomer, byOperator, byPartner, linkOf, type Stage } from '../stage';
import { inWords } from './changes';
import { customerListOf, namesIn } from './customer-list';
import { listed } from './enumeration';
import { isRelatedWith } from './holdings';
import { delegationsAt } from './look-back';
import { isRefused, mustHold, succeeds, valueOf, type LibraryError } from './step';

const REASON = 'insolvent, file 2026-88';

/** A partner leaves the marketplace, and another one takes over what it held. */
export async function closing(stage: Stage, leaver: Partner): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { customer, seller } = cast;
  tell.chapter('10  A partner leaves, and another takes over', [
    'operator-keeps-accounts',
    'closed-partner-may-do-nothing',
    'closing-is-final',
  ]);

  const serviceId = await serviceOfLeaver(stage, leaver);
  await isRefused(
    stage,
    `${seller.name} tries to close the account of ${leaver.name}`,
    { code: 'not-the-operator', rule: 'operator-keeps-accounts' },
    () => service.closePartner({ partnerId: leaver.id, reason: REASON, by: byPartner(seller) }),
  );
  await succeeds(
    stage,
    `The marketplace closes it, "${REASON}"`,
    () => service.closePartner({ partnerId: leaver.id, reason: REASON, by: byOperator }),
    ({ standing }) => standing === 'closed',
  );
  const denial = await isRefused(
    stage,
    `${leaver.name} tries to manage the users of ${serviceId}`,
    { code: 'operation-denied', rule: 'closed-partner-may-do-nothing' },
    () =>
      service.authorize({ customerId: customer.id, partnerId: leaver.id, operation: 'manage-users', serviceId }),
  );
  const waysOut = denial.context.remedies.map(({ party, action }) => `${action}, by the ${party}`);
  tell.detail(`the way out: ${listed(waysOut)}`);
  await isRefused(
    stage,
    `The marketplace tries to reinstate ${leaver.name}`,
    { code: 'partner-is-closed', rule: 'closing-is-final' },
    () => service.reinstatePartner({ partnerId: leaver.id, reason: 'came back', by: byOperator }),
  );
  const { changes } = await succeeds(
    stage,
    `${customer.name} accepts the link of ${seller.name} for ${serviceId}, and replaces nobody`,
    () =>
      service.acceptRequest({
        link: linkOf(stage, seller),
        customer,
        services: [serviceId],
        onHeldService: 'refuse',
        by: byCustomer(customer),
      }),
    isRelatedWith(seller, [serviceId]),
  );
  tell.changed(inWords(changes, application));
  const why = changes.flatMap((change) => (change.kind === 'delegation-removed' ? [change.reason.kind] : []));
  mustHold(`${leaver.name} lost the service because its account is closed`, why.join(' ') === 'holder-closed');
  await clearing(stage, leaver);
  await showHistory(stage, leaver);
}

/** The leaver gets admin rights for a service, if possible for one that no transacting partner holds. */
async function serviceOfLeaver(stage: Stage, leaver: Partner): Promise<string> {
  const { service, cast, tell, application, clock } = stage;
  const { customer, services } = cast;
  const held = await delegationsAt(stage, customer, clock.now().toISOString());
  const isFree = (serviceId: string): boolean =>
    held.every((delegation) => !delegation.transacting || delegation.serviceId !== serviceId);
  const subscribed = application.subscriptionsOf(customer.id).map((subscription) => String(subscription.serviceId));
  const serviceId = [...subscribed, ...services].find(isFree) ?? services[0];

  const { link } = await succeeds(stage, `${leaver.name} asks for a relationship`, () =>
    service.openRequest({ partnerId: leaver.id, by: byPartner(leaver) }),
  );
  stage.links.set(leaver.id, link);
  const { changes } = await succeeds(
    stage,
    `${customer.name} accepts it for ${serviceId}`,
    () =>
      service.acceptRequest({
        link,
        customer,
        services: [serviceId],
        onHeldService: 'replace',
        by: byCustomer(customer),
      }),
    isRelatedWith(leaver, [serviceId]),
  );
  tell.changed(inWords(changes, application));
  return serviceId;
}

/** What is left of the partner goes. */
async function clearing(stage: Stage, leaver: Partner): Promise<void> {
  const before = await customerListOf(stage, leaver);
  await succeeds(
    stage,
    `The marketplace clears what ${leaver.name} still has`,
    () => clearAll(stage, leaver),
    (cleared) => before.every(({ id }) => cleared.includes(id)),
  );
  const after = await customerListOf(stage, leaver);
  mustHold(`${leaver.name} had customers, and has none any more`, before.length > 0 && after.length === 0);
  stage.tell.detail(`customer list of ${leaver.name}: ${listed(namesIn(before))} before, nobody after`);
}

/** Clears the customers of a closed partner, page by page; answers which they were. */
async function clearAll({ service }: Stage, leaver: Partner): Promise<Result<readonly CustomerId[], LibraryError>> {
  const cleared: CustomerId[] = [];
  let after: string | null = null;
  do {
    const page: Result<ClearClosedPartnerOutcome, LibraryError> = await service.clearClosedPartner({
      partnerId: leaver.id,
      by: byOperator,
      after,
    });
    if (page.isErr()) return err(page.error);
    cleared.push(...page.value.cleared);
    after = page.value.next;
  } while (after !== null);
  return ok(cleared);
}

/** Who closed the account, when and why, according to its history. */
async function showHistory({ service, tell, application }: Stage, leaver: Partner): Promise<void> {
  const { items } = valueOf(`the history of ${leaver.name}`, await service.partnerHistoryOf(leaver.id));
  const last = items.at(-1)?.change;
  mustHold(`the history of ${leaver.name} ends with its closing`, last?.kind === 'partner-closed');
  const { at, by, reason } = last;
  tell.detail(`on record: closed by ${application.actorName(by)} on ${shortTime(at)}, "${reason}"`);
}
