import { addCustomer, type Operation, type Partner } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
import { decodeOfferId } from '../../../src/model/identifiers';
import { registration } from '../../fixtures/account';
import { contoso, exchange, fabrikam, northwind, sharepoint, tailspin, thePartner, wingtip } from '../../fixtures/cast';
import type { Attempt } from './attempt';
import {
  attemptsOnDelegation,
  attemptsOnOffer,
  clearingOf,
  endOfRelationship,
  groupOf,
  settlements,
  standingsOf,
  type Commands,
  type Detail,
  type Offered,
} from './attempts';
import type { Covers, PlainPerson, RoleQuestion } from './oracle';
import { accountAfter, customerAfter, instant, type AccountDocument, type World } from './world';

/** What is searched: where it begins, what is tried, and what is asked. */
export interface Scope {
  readonly name: string;
  readonly start: World;
  readonly attempts: readonly Attempt[];
  readonly questions: readonly RoleQuestion[];
}

const exchangeRole = ROLE_IDS.exchangeAdministrator;
const globalRole = ROLE_IDS.globalAdministrator;
/** The roles of the search, written down a second time from the rules and on purpose. */
export const covers: Covers = (role, operation, service) => {
  const ofGlobal: readonly Operation[] = [
    'view-service-health',
    'file-service-request',
    'manage-users',
    'administer-service',
    'provision-service',
    'transition-subscription',
    'migrate-subscription',
  ];
  const ofExchange: readonly Operation[] = ['view-service-health', 'administer-service', 'provision-service'];
  if (role === globalRole) return ofGlobal.includes(operation);
  if (operation === 'file-service-request') return role === exchangeRole;
  return role === exchangeRole && service === exchange && ofExchange.includes(operation);
};

const desk = groupOf('desk');
const field = groupOf('field');
const people: readonly (PlainPerson | null)[] = [
  null,
  { agentRoles: ['admin-agent'], groups: [] },
  { agentRoles: ['helpdesk-agent', 'billing-admin'], groups: [desk, field] },
  { agentRoles: ['admin-agent'], groups: [field, desk] },
  { agentRoles: [], groups: [desk] },
  { agentRoles: ['sales-agent'], groups: [field, groupOf('elsewhere')] },
];

/** What each operation of the search is asked about: a service, or a subscription that this partner sold. */
function questionsOf(partners: readonly Partner[]): readonly RoleQuestion[] {
  const services: readonly Operation[] = ['view-service-health', 'file-service-request', 'manage-users'];
  const subscriptions: readonly Operation[] = ['receive-bill', 'add-seats', 'transition-subscription'];
  const asked: readonly Pick<RoleQuestion, 'operation' | 'service' | 'soldBy'>[] = [
    ...[exchange, sharepoint].map((service) => ({ operation: 'administer-service', service, soldBy: undefined }) as const),
    ...services.map((operation) => ({ operation, service: exchange, soldBy: undefined })),
    { operation: 'sell-subscription', service: exchange, soldBy: undefined },
    ...subscriptions.map((operation) => ({ operation, service: exchange, soldBy: contoso.id })),
  ];
  const inBusiness = partners.flatMap((partner) =>
    people.flatMap((person) => asked.map((one) => ({ ...one, partner, person }))),
  );
  const otherwise = (['suspended', 'closed'] as const).flatMap((standing) =>
    asked.map((one) => ({ ...one, partner: { ...contoso, standing }, person: people[2] ?? null })),
  );
  return [...inBusiness, ...otherwise];
}

export const start = Date.UTC(2026, 0, 1, 9);

export function worldOf(partners: readonly Partner[]): World {
  const at = instant(start);
  const added = addCustomer(null, {
    ...{ customer: northwind, partner: contoso, services: [exchange] },
    ...{ by: thePartner(contoso), at },
  })._unsafeUnwrap();
  const customer = customerAfter(null, added);
  if (typeof customer === 'string') throw new Error(customer);
  const accounts = partners.map((partner): [string, AccountDocument] => {
    const account = accountAfter(null, [registration(partner, at)]);
    if (typeof account === 'string') throw new Error(account);
    return [partner.id, account];
  });
  return { at: start, accounts: new Map(accounts), customer, locked: new Set(), approved: new Set() };
}

const LITTLE: Detail = { wrongly: false, revisions: [], groups: [desk], given: [] };

function scopeOf(
  commands: Commands,
  name: string,
  partners: readonly Partner[],
  offers: readonly (readonly [Offered, Detail])[],
  others: readonly Attempt[],
): Scope {
  const tried = offers.flatMap(([offered, detail]) => [
    ...attemptsOnOffer(commands, offered, detail),
    ...attemptsOnDelegation(commands, offered, detail),
  ]);
  return {
    name,
    start: worldOf(partners),
    attempts: [...tried, ...settlements(commands, partners), ...others],
    questions: questionsOf([...partners, ...offers.flatMap(([{ reseller }]) => reseller ?? [])]),
  };
}

function offerOf(id: string, offered: Omit<Offered, 'id' | 'name'>): Offered {
  return { id: decodeOfferId(id)._unsafeUnwrap(), name: `The ${id}`, ...offered };
}

const both = offerOf('offer-of-two-roles', {
  ...{ partner: contoso, reseller: null, isForNorthwind: false },
  ...{ roles: [exchangeRole, globalRole], termDays: 2, extending: true },
});
const mail = offerOf('offer-of-exchange', {
  ...{ partner: contoso, reseller: null, isForNorthwind: false },
  ...{ roles: [exchangeRole], termDays: 90, extending: true },
});
const mailOfAnother: Offered = { ...mail, partner: fabrikam };
const everything = offerOf('offer-of-everything', {
  ...{ partner: contoso, reseller: null, isForNorthwind: true },
  ...{ roles: [globalRole], termDays: 180, extending: false },
});
const forReseller = offerOf('offer-for-reseller', {
  ...{ partner: tailspin, reseller: wingtip, isForNorthwind: true },
  ...{ roles: [exchangeRole, globalRole], termDays: 180, extending: false },
});

/** What is searched: one offer with all that can be tried, and two together, mostly with what is right. */
export function scopesOf(commands: Commands): readonly Scope[] {
  const everyRole = [[exchangeRole], [globalRole], [exchangeRole, globalRole]];
  const differently = [{ extending: false }, { extending: true, name: 'Revised', termDays: 180 }];
  return [
    scopeOf(
      commands,
      'one offer',
      [contoso],
      [[both, { wrongly: true, revisions: differently, groups: [desk, field], given: everyRole }]],
      [endOfRelationship(commands, contoso), clearingOf(commands, contoso), ...standingsOf(contoso)],
    ),
    scopeOf(
      commands,
      'two offers of a partner',
      [contoso],
      [
        [mail, { ...LITTLE, given: [[exchangeRole]] }],
        [everything, { ...LITTLE, revisions: [{ name: mail.name }], groups: [field], given: [[globalRole]] }],
      ],
      [endOfRelationship(commands, contoso)],
    ),
    scopeOf(
      commands,
      'an offer for a reseller beside one of another partner',
      [contoso, fabrikam, tailspin],
      [
        [mailOfAnother, LITTLE],
        [forReseller, { ...LITTLE, wrongly: true, given: [[exchangeRole], [globalRole]] }],
      ],
      [],
    ),
  ];
}
