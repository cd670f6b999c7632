import type { AccessAssignment, RoleId } from 'partner-relationships';

/** Some of a partner's people, to which roles can be given. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly partnerId: string;
}

/** A stand-in, like the sign-in: your application has its own directory of groups. */
const groups: readonly Group[] = [
  { id: 'contoso-mail', name: 'Contoso Mail', partnerId: 'contoso' },
  { id: 'contoso-desk', name: 'Contoso Desk', partnerId: 'contoso' },
  { id: 'fabrikam-care', name: 'Fabrikam Care', partnerId: 'fabrikam' },
  { id: 'wingtip-care', name: 'Wingtip Care', partnerId: 'wingtip' },
  { id: 'northwind-care', name: 'Northwind Care', partnerId: 'northwind' },
  { id: 'litware-care', name: 'Litware Care', partnerId: 'litware' },
];

/** The groups of a partner. */
export function groupsOf(partnerId: string): readonly Group[] {
  return groups.filter((group) => group.partnerId === partnerId);
}

/** The name of a group; its id if it has left the directory. */
export function groupName(id: string): string {
  return groups.find((group) => group.id === id)?.name ?? id;
}

/** What a role delegation and a right of the review have in common. */
interface Assigned {
  readonly assignments: readonly AccessAssignment[];
}

/** The roles that a group has of what is assigned. */
export function assignedTo(groupId: string, { assignments }: Assigned): readonly RoleId[] {
  return assignments.find((one) => one.groupId === groupId)?.roles ?? [];
}
