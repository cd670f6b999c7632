import { err, ok, type Result } from 'neverthrow';
import type { OfferId } from 'partner-relationships';
import { ROLE_IDS, type LockedRoleOffer, type SettleDueOutcome, type UncheckedPerson } from 'partner-relationships/roles';
import { longDate } from '../clock';
import { byCustomer, byOperator, byPartner, type Stage } from '../stage';
import { inWords } from './changes';
import { counted, listed } from './enumeration';
import { isRefused, mustHold, succeeds, valueOf, type LibraryError } from './step';

const NAME = 'Users, while the help desk moves';
const TERM = 14;
const GROUP = 'night-shift';
/** A service that the partner has no service delegation for. */
const DIRECTORY = 'customer-directory';

/** A group of the partner's people gets a role at the customer, until a day. */
export async function roles(stage: Stage): Promise<void> {
  const { tell } = stage;
  tell.chapter('12  Roles for a term, and the people who use them', [
    'term-starts-at-activation',
    'roles-reach-people-through-groups',
    'delegation-ends-on-time',
  ]);

  const { offer, link } = await offered(stage);
  await approved(stage, link);
  await assigned(stage, offer.id);
  await ended(stage, offer.id);
}

/** The partner draws up the offer, and locks it. */
async function offered(stage: Stage): Promise<LockedRoleOffer> {
  const { roleService, cast, tell, application } = stage;
  const { seller } = cast;
  const by = byPartner(seller);
  const wanted = [ROLE_IDS.userAdministrator, ROLE_IDS.globalAdministrator];
  const { id: offerId } = await succeeds(
    stage,
    `${seller.name} draws up an offer: ${listed(wanted.map(application.roleName))}, extending`,
    () =>
      roleService.draftRoleOffer({
        partnerId: seller.id,
        name: NAME,
        roles: wanted,
        termDays: TERM,
        extends: true,
        by,
      }),
  );
  const place = { partnerId: seller.id, offerId, by };
  await isRefused(
    stage,
    `${seller.name} tries to lock it`,
    { code: 'never-extends', rule: 'global-administrator-never-extends' },
    () => roleService.lockRoleOffer(place),
  );
  const locked = await succeeds(
    stage,
    `${seller.name} asks for less, ${application.roleName(ROLE_IDS.userAdministrator)} for ${counted(TERM, 'day')}, and locks it`,
    () =>
      roleService
        .reviseRoleOffer({ ...place, roles: [ROLE_IDS.userAdministrator], extends: false })
        .andThen(() => roleService.lockRoleOffer(place)),
    ({ offer }) => offer.roles.length === 1 && offer.lockedAt !== null,
  );
  tell.detail(`the link of the offer: ${locked.link}`);
  return locked;
}

/** The customer approves the offer behind the link, and nothing commercial changes. */
async function approved(stage: Stage, link: string): Promise<void> {
  const { roleService, cast, tell, application } = stage;
  const { customer, seller } = cast;
  const { offer } = valueOf('the offer behind the link', await roleService.roleOfferOf(link));
  const { changes, delegation } = await succeeds(
    stage,
    `${customer.name} follows the link and approves the offer`,
    () =>
      roleService.approveRoleOffer({
        partnerId: offer.partnerId,
        offerId: offer.id,
        customer,
        by: byCustomer(customer),
      }),
    (outcome) => outcome.delegation.partnerId === seller.id,
  );
  tell.changed(inWords(changes, application));
  mustHold('nothing else changed', changes.every(({ kind }) => kind === 'role-delegation-approved'));
  mustHold('the term begins now', daysBetween(delegation.activatedAt, delegation.endsAt) === TERM);
}

/** People have what is assigned to their groups. */
async function assigned(stage: Stage, offerId: OfferId): Promise<void> {
  const { roleService, cast, tell, application } = stage;
  const { customer, seller } = cast;
  const mayManageUsers = (person: UncheckedPerson) =>
    roleService
      .authorizeUntil({
        customerId: customer.id,
        partnerId: seller.id,
        operation: 'manage-users',
        serviceId: DIRECTORY,
        person,
      })
      .andThen(({ decision, nextChangeAt }) => decision.map(() => nextChangeAt));
  const kim: UncheckedPerson = { userId: 'kim', agentRoles: [], groups: [GROUP] };
  await isRefused(
    stage,
    `Kim of ${seller.name} tries to manage users, and the role is assigned to nobody yet`,
    { code: 'operation-denied', rule: 'roles-reach-people-through-groups' },
    () => mayManageUsers(kim),
  );
  const { changes } = await succeeds(stage, `${seller.name} assigns the role to the group ${GROUP}`, () =>
    roleService.assignAccess({
      customerId: customer.id,
      offerId,
      groupId: GROUP,
      roles: [ROLE_IDS.userAdministrator],
      by: byPartner(seller),
    }),
  );
  tell.changed(inWords(changes, application));
  const until = await succeeds(
    stage,
    'Kim, who is in that group, may manage users',
    () => mayManageUsers(kim),
    (end) => end !== null,
  );
  tell.detail(`until ${longDate(until ?? '')}, if nobody does anything`);
}

/** At the end of the term it is over, and the operator writes that down. */
async function ended(stage: Stage, offerId: OfferId): Promise<void> {
  const { service, roleService, cast, clock, tell } = stage;
  const { customer, seller } = cast;
  const from = clock.now().toISOString();
  clock.letDaysPass(TERM);
  const to = clock.now().toISOString();
  const notices = valueOf('the notices', await roleService.noticesDue({ from, to }));
  const left = notices.items.map(({ daysLeft }) => counted(daysLeft, 'day'));
  tell.detail(`two weeks pass, with notices when ${listed(left)} are left`);
  await isRefused(
    stage,
    `The term is over, and ${customer.name} would like to extend it`,
    { code: 'delegation-not-in-force', rule: 'ended-is-final' },
    () => roleService.setExtension({ customerId: customer.id, offerId, on: true, by: byCustomer(customer) }),
  );
  await succeeds(
    stage,
    'The marketplace writes down what time has done',
    () => settleAll(stage),
    (customers) => customers.some((id) => id === customer.id),
  );
  const state = valueOf('the state', await service.relationshipsOf(customer.id));
  mustHold(`${seller.name} holds no roles any more`, state?.roleDelegations === undefined);
}

/** Settles page by page; answers whose documents changed. */
async function settleAll({ roleService }: Stage): Promise<Result<readonly string[], LibraryError>> {
  const customers: string[] = [];
  let after: string | null = null;
  do {
    const page: Result<SettleDueOutcome, LibraryError> = await roleService.settleDue({ by: byOperator, after });
    if (page.isErr()) return err(page.error);
    customers.push(...page.value.customers);
    after = page.value.next;
  } while (after !== null);
  return ok(customers);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
