import type {
  AccessChange,
  DelegationGranted,
  DelegationRemoved,
  EndReason,
  RelationshipChange,
  RoleDelegation,
} from 'partner-relationships';
import type { Application } from '../application';
import { longDate } from '../clock';
import { listed } from './enumeration';

/** One line about what changed. */
export interface ChangeLine {
  readonly sign: '+' | '−';
  readonly text: string;
  readonly at: string;
  readonly by: string;
}

/** The changes in words; one line for a change that is the same for several services. */
export function inWords(changes: readonly RelationshipChange[], application: Application): readonly ChangeLine[] {
  return together(changes).map((change) => ({
    ...wordsFor(change, application),
    at: change.at,
    by: application.actorName(change.by),
  }));
}

interface Services {
  readonly services: readonly string[];
}

type ChangeOfServices =
  | Exclude<RelationshipChange, DelegationGranted | DelegationRemoved>
  | (DelegationGranted & Services)
  | (DelegationRemoved & Services);

function together(changes: readonly RelationshipChange[]): readonly ChangeOfServices[] {
  const lines = new Map<string, ChangeOfServices>();
  for (const change of changes) {
    if (change.kind !== 'delegation-granted' && change.kind !== 'delegation-removed') {
      lines.set(JSON.stringify(change), change);
      continue;
    }
    const { serviceId, ...rest } = change;
    const key = JSON.stringify(rest);
    const known = lines.get(key);
    const services = known !== undefined && 'services' in known ? known.services : [];
    lines.set(key, { ...change, services: [...services, serviceId] });
  }
  return [...lines.values()];
}

function wordsFor(change: ChangeOfServices, application: Application): Pick<ChangeLine, 'sign' | 'text'> {
  const { partnerName, customerName } = application;
  switch (change.kind) {
    case 'customer-registered':
      return { sign: '+', text: `new customer: ${customerName(change.customer.id)}` };
    case 'customer-erased':
      return { sign: '−', text: `the customer, and all that was on record about it, "${change.reason}"` };
    case 'customer-renamed':
      return { sign: '+', text: `new name: ${change.name}` };
    case 'relationship-established':
      return { sign: '+', text: `reseller relationship: ${partnerName(change.partnerId)}` };
    case 'relationship-ended':
      return { sign: '−', text: `reseller relationship: ${partnerName(change.partnerId)}, ${endReason(change.reason)}` };
    case 'delegation-granted':
      return { sign: '+', text: adminRights(change, application) };
    case 'delegation-removed':
      return { sign: '−', text: `${adminRights(change, application)}, ${reason(change, application)}` };
    case 'role-delegation-approved':
      return { sign: '+', text: `${held(change.delegation, application)}, ${until(change.delegation)}` };
    case 'role-delegation-extended':
    case 'extension-set':
      return { sign: '+', text: `${held(change.delegation, application)}, now ${until(change.delegation)}` };
    case 'role-delegation-expired':
      return { sign: '−', text: `${held(change.delegation, application)}, whose term is over` };
    case 'role-delegation-terminated':
      return { sign: '−', text: `${held(change.delegation, application)}, terminated before the end` };
    case 'role-dropped':
      return { sign: '−', text: `the role ${application.roleName(change.roleId)} of "${change.delegation.name}"` };
    case 'access-assigned':
    case 'access-changed':
      return { sign: '+', text: assigned(change, application) };
    case 'access-removed':
      return { sign: '−', text: `roles of "${change.delegation.name}" for the group ${change.groupId}` };
  }
}

function held({ name, roles, partnerId }: RoleDelegation, { partnerName, roleName }: Application): string {
  return `"${name}" with ${listed(roles.map(roleName))}: ${partnerName(partnerId)}`;
}

function until({ endsAt, extends: isExtending }: RoleDelegation): string {
  return `until ${longDate(endsAt)}${isExtending ? ', and then extending' : ''}`;
}

function assigned(
  { groupId, delegation }: Pick<AccessChange, 'groupId' | 'delegation'>,
  { roleName }: Application,
): string {
  const roles = delegation.assignments.find((assignment) => assignment.groupId === groupId)?.roles ?? [];
  return `${listed(roles.map(roleName))} of "${delegation.name}" for the group ${groupId}`;
}

function adminRights(
  { services, partnerId, throughPartnerId }: Services & Pick<DelegationGranted, 'partnerId' | 'throughPartnerId'>,
  { partnerName }: Application,
): string {
  const holder = `admin rights for ${services.join(', ')}: ${partnerName(partnerId)}`;
  return throughPartnerId === null ? holder : `${holder}, through ${partnerName(throughPartnerId)}`;
}

function reason({ reason: why }: DelegationRemoved, { partnerName }: Application): string {
  switch (why.kind) {
    case 'removed-by-customer':
      return 'removed by the customer';
    case 'removed-by-operator':
      return `removed by the marketplace, "${why.reason}"`;
    case 'relinquished':
      return 'given up';
    case 'replaced':
      return `replaced by ${partnerName(why.partnerId)}`;
    case 'holder-closed':
      return 'whose account is closed';
    case 'relationship-ended':
      return 'as the relationship ended';
    case 'partner-closed':
      return `as the account was closed, "${why.reason}"`;
  }
}

function endReason(why: EndReason): string {
  switch (why.kind) {
    case 'renegotiated':
      return `by "${why.agreement}"`;
    case 'partner-closed':
      return `as the account was closed, "${why.reason}"`;
  }
}
