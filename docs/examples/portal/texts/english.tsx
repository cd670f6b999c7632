import type { Child } from 'hono/jsx';
import type {
  AnyRoleChange,
  ErrorCode,
  Operation,
  PartnerChange,
  PartnerProgram,
  PartnerStanding,
  RelationshipChange,
  RemovalReason,
  RoleOfferChangeKind,
  TextFormat,
} from 'partner-relationships';
import { english as email } from 'partner-relationships/invitation';
import type { CatalogRole, OfferStanding, RoleErrorCode, RoleFact, RoleRemedy } from 'partner-relationships/roles';
import { assignedTo, groupName } from '../groups';
import { serviceName } from '../market';
import type { PartnerName } from '../names';
import { formatsIn, roleNaming } from './formats';

/** A text, or JSX. */
export type Sentence = string | Promise<string>;

/** What the compiler asks of every language: all texts of the portal. */
export type Texts = typeof english;

const lang = 'en';
const { moment, list, number } = formatsIn(lang);

/** A change in words. */
function change(what: RelationshipChange, partner: PartnerName): Sentence {
  switch (what.kind) {
    case 'customer-registered':
      return <>became a customer of the marketplace</>;
    case 'customer-renamed':
      return (
        <>
          is now called <bdi>{what.name}</bdi>
        </>
      );
    case 'relationship-established':
      return <>reseller relationship with {partner(what.partnerId)} established</>;
    case 'delegation-granted':
      return (
        <>
          {partner(what.partnerId)} got admin rights for {serviceName(what.serviceId)}
        </>
      );
    case 'delegation-removed':
      return (
        <>
          {partner(what.partnerId)} lost its admin rights for {serviceName(what.serviceId)}:{' '}
          {removalReason(what.reason, partner)}
        </>
      );
    case 'relationship-ended':
      return (
        <>
          reseller relationship with {partner(what.partnerId)} ended:{' '}
          {what.reason.kind === 'renegotiated' ? 'by agreement ' : 'the partner left the marketplace, '}
          <bdi>{what.reason.kind === 'renegotiated' ? what.reason.agreement : what.reason.reason}</bdi>
        </>
      );
    case 'customer-erased':
      return (
        <>
          erased: <bdi>{what.reason}</bdi>
        </>
      );
    default:
      return roleChange(what, partner);
  }
}

/** What happened to roles, in words. */
function roleChange(what: AnyRoleChange, partner: PartnerName): Sentence {
  const { delegation } = what;
  const holder = partner(delegation.partnerId);
  const name = <bdi>{delegation.name}</bdi>;
  const end = moment(delegation.endsAt);
  const group = 'groupId' in what && <bdi>{groupName(what.groupId)}</bdi>;
  const given = 'groupId' in what && roleList(assignedTo(what.groupId, delegation));
  switch (what.kind) {
    case 'role-delegation-approved':
      return (
        <>
          {holder} got the roles of {name} until {end}: {roleList(delegation.roles)}
        </>
      );
    case 'extension-set':
      return (
        <>
          extension of {name} of {holder} switched {delegation.extends ? 'on' : 'off'}
        </>
      );
    case 'role-delegation-extended':
      return (
        <>
          {name} of {holder} reached its end and goes on until {end}
        </>
      );
    case 'role-delegation-expired':
      return (
        <>
          {name} of {holder} ended on {moment(what.dueAt)}
        </>
      );
    case 'role-delegation-terminated':
      return (
        <>
          {name} of {holder} was ended
        </>
      );
    case 'role-dropped':
      return (
        <>
          {holder} gave up a role of {name}: {roleName(what.roleId)}
        </>
      );
    case 'access-assigned':
      return (
        <>
          {holder} gave roles of {name} to {group}: {given}
        </>
      );
    case 'access-changed':
      return (
        <>
          {holder} changed the roles of {name} that {group} has: {given}
        </>
      );
    case 'access-removed':
      return (
        <>
          {holder} took the roles of {name} from {group}
        </>
      );
  }
}

function removalReason(reason: RemovalReason, partner: PartnerName): Sentence {
  switch (reason.kind) {
    case 'removed-by-customer':
      return 'removed by the customer';
    case 'removed-by-operator':
      return (
        <>
          removed by the marketplace, <bdi>{reason.reason}</bdi>
        </>
      );
    case 'relinquished':
      return 'given up by the partner';
    case 'replaced':
      return <>replaced by {partner(reason.partnerId)}</>;
    case 'holder-closed':
      return 'the partner had left the marketplace';
    case 'relationship-ended':
      return 'the relationship ended';
    case 'partner-closed':
      return (
        <>
          the partner left the marketplace, <bdi>{reason.reason}</bdi>
        </>
      );
  }
}

function accountChange(what: PartnerChange): Sentence {
  switch (what.kind) {
    case 'partner-registered':
      return 'registered';
    case 'partner-renamed':
      return (
        <>
          is now called <bdi>{what.name}</bdi>
        </>
      );
    case 'partner-suspended':
      return (
        <>
          suspended: <bdi>{what.reason}</bdi>
        </>
      );
    case 'partner-reinstated':
      return (
        <>
          reinstated: <bdi>{what.reason}</bdi>
        </>
      );
    case 'program-changed':
      return <>new program: {programs[what.program]}</>;
    case 'partner-closed':
      return (
        <>
          dismissed: <bdi>{what.reason}</bdi>
        </>
      );
    case 'request-opened':
      return 'opened a request';
    case 'request-revoked':
      return 'revoked a request';
    default:
      return (
        <>
          {offerChanges[what.kind]} <bdi>{what.offer.name}</bdi>
        </>
      );
  }
}

/** What can happen to a role offer. */
export type OfferChangeKind = RoleOfferChangeKind | 'role-offer-lapsed';

/** What happened to a role offer, before its name. */
const offerChanges = {
  'role-offer-drafted': 'drew up the offer',
  'role-offer-revised': 'changed the offer',
  'role-offer-discarded': 'discarded the offer',
  'role-offer-locked': 'made the offer final:',
  'role-offer-consented': 'consented to the offer',
  'role-offer-rejected': 'rejected the offer',
  'role-offer-taken': 'began to approve the offer',
  'role-offer-approved': 'approved the offer',
  'role-offer-withdrawn': 'the customer of the offer is erased:',
  'role-offer-lapsed': 'nobody approved the offer in time:',
} satisfies Record<OfferChangeKind, string>;

const roles = {
  globalAdministrator: 'Global Administrator',
  globalReader: 'Global Reader',
  directoryReaders: 'Directory Readers',
  directoryWriters: 'Directory Writers',
  licenseAdministrator: 'License Administrator',
  serviceSupportAdministrator: 'Service Support Administrator',
  userAdministrator: 'User Administrator',
  helpdeskAdministrator: 'Helpdesk Administrator',
  privilegedRoleAdministrator: 'Privileged Role Administrator',
  privilegedAuthenticationAdministrator: 'Privileged Authentication Administrator',
  cloudApplicationAdministrator: 'Cloud Application Administrator',
  applicationAdministrator: 'Application Administrator',
  exchangeAdministrator: 'Exchange Administrator',
  intuneAdministrator: 'Intune Administrator',
  sharePointAdministrator: 'SharePoint Administrator',
  teamsAdministrator: 'Teams Administrator',
} satisfies Record<CatalogRole, string>;

const roleName = roleNaming(roles);
const roleList = (ids: readonly string[]): Child => list(ids.map(roleName));

const programs = {
  'direct-bill': 'A reseller that bills its customers itself.',
  'indirect-provider': 'A provider that sells through resellers.',
  'indirect-reseller': 'A reseller that sells through a provider.',
  advisor: 'An adviser, which sells nothing.',
} satisfies Record<PartnerProgram, string>;

export const english = {
  lang,
  dir: 'ltr',
  /** The language, by its own name. */
  name: 'English',
  moment,
  list,
  /** What stands between two sentences. */
  gap: ' ',
  language: 'Language',
  navigation: 'Pages',
  marketplace: 'the marketplace',
  who: (organization: Child, person: Child): Sentence => (
    <>
      {organization} ({person})
    </>
  ),
  problemInTitle: 'Problem: ',
  next: 'Next page',
  notFound: 'There is no such page',
  badRequest: 'This request makes no sense here',
  failed: 'That did not work',
  notYours: 'This page is for others',
  places: {
    '/customer': 'Partner relationships',
    '/customer/history': 'History',
    '/customer/access': 'Who may do what',
    '/customer/name': 'Name',
    '/partner': 'Requests',
    '/partner/customers': 'Customers',
    '/partner/offers': 'Role offers',
    '/partner/ending': 'Until when',
    '/partner/name': 'Name',
    '/operator': 'Partners',
    '/operator/customers': 'Customers',
    '/operator/due': 'What is due',
    '/outbox': 'Outbox',
  },
  signIn: {
    title: 'Who are you?',
    standIn: 'This page stands in for a sign-in: choose the person you want to be.',
    groups: { customer: 'Customers', partner: 'Partners', operator: 'Who runs the marketplace' },
    out: 'Sign out',
  },
  done: {
    accepted: 'Accepted. This is what your partners may administer now.',
    removed: 'The admin rights are removed. The relationships are as they were.',
    revoked: 'The request is revoked. Nobody can accept it any more.',
    sent: 'The email is in the outbox.',
    sold: 'Sold.',
    cancelled: 'The subscription is cancelled.',
    added: 'The customer is added.',
    renamed: 'The name is changed.',
    relinquished: 'You have given up your admin rights.',
    ended: 'The relationship has ended.',
    registered: 'The partner is registered.',
    suspended: 'The partner is suspended.',
    reinstated: 'The suspension is lifted.',
    moved: 'The partner is in another program now.',
    closed: 'The partner is dismissed.',
    sweep: 'The clearing has begun.',
    imported: 'The customer is imported.',
    erased: 'The customer is erased.',
    drafted: 'The draft is kept.',
    discarded: 'The draft is discarded.',
    locked: 'The offer is final. Send its link to the customer.',
    consented: 'You have consented. The customer can approve the offer now.',
    rejected: 'You have rejected the offer.',
    approved: 'Approved. The partner has these roles from now on.',
    extension: 'The extension is switched.',
    assigned: 'The group has these roles now.',
    unassigned: 'The group has these roles no more.',
    dropped: 'The role is given up.',
    terminated: 'The roles have ended. The relationships are as they were.',
    settled: 'What was due is written down.',
  },
  programs,
  roles,
  roleName,
  standings: {
    active: 'Active.',
    suspended: 'Suspended: it keeps what it has and takes on nothing new.',
    closed: 'Dismissed.',
  } satisfies Record<PartnerStanding, string>,
  operations: {
    'provision-service': 'set up the service',
    'administer-service': 'administer the service',
    'manage-users': 'manage its users',
    'view-service-health': 'see its health',
    'file-service-request': 'file service requests',
    'receive-bill': 'be billed',
    'change-partner-of-record': 'change the partner of record',
    'suspend-subscription': 'suspend',
    'reactivate-subscription': 'reactivate',
    'cancel-subscription': 'cancel',
    'convert-trial': 'convert a trial',
    'add-seats': 'add seats',
    'remove-seats': 'remove seats',
    'order-add-ons': 'order add-ons',
    'transition-subscription': 'move to another plan',
    'migrate-subscription': 'migrate',
    'sell-subscription': 'sell a subscription',
  } satisfies Record<Operation, string>,
  may: (operations: Child): Sentence => <>You may {operations}.</>,
  mayUntil: (operations: Child, until: Child): Sentence => (
    <>
      You may {operations}, until {until}.
    </>
  ),
  mayNot: (operations: Child): Sentence => <>You may not {operations}.</>,
  /** A fact that is missing, who could change that, and how. */
  denial: (fact: string, party: string, action: string): string => `${fact}; ${party} ${action}.`,
  facts: {
    'open-account': 'Your account is closed',
    'relationship-in-force': 'You have no reseller relationship with this customer',
    'original-reseller': 'You did not sell this subscription',
    'admin-rights': 'You have no admin rights for this service',
    'transacting-program': 'Your program sells no subscriptions',
    'active-standing': 'You are suspended',
    'person-permitted': 'None of your agent roles permits this',
    'within-reach': 'The admin rights of your organization do not reach you',
  } satisfies Record<RoleFact, string>,
  parties: {
    customer: 'the customer can',
    'original-reseller': 'the partner that sold it can',
    'transacting-partner': 'a partner that sells can',
    partner: 'your organization can',
    operator: 'the marketplace can',
  } satisfies Record<RoleRemedy['party'], string>,
  remedies: {
    'accept-the-partners-request': 'accept your invitation',
    'accept-and-delegate-the-service': 'accept an invitation and choose this service',
    'perform-the-operation': 'do it',
    'turn-to-another-partner': 'accept the invitation of another partner',
    'reinstate-the-partner': 'lift the suspension',
    'approve-the-role-offer': 'approve a role offer of yours',
    'offer-the-role': 'offer a role for it to the customer',
    'assign-the-role': 'give such a role to a group that you are in',
    'give-the-agent-role': 'give you such an agent role',
  } satisfies Record<RoleRemedy['action'], string>,
  malformed: (field: string, format: string | null): string =>
    `“${field}” is not in the form that is needed${format === null ? '' : `: ${format}`}.`,
  contradictory: (field: string): string => `“${field}” contradicts something else here, or what is stored.`,
  formats: {
    id: '1 to 128 letters, digits and signs of ASCII, without spaces',
    'partner-id': '1 to 128 letters, digits and signs of ASCII, without spaces, and not “all”',
    line: '1 to 256 characters on one line, not blank',
    'new-name': 'something to see, and nothing that changes the direction of writing',
    instant: 'a date that exists',
    paragraph: '1 to 4,000 characters, not blank',
    'offer-name': '1 to 50 characters on one line, not blank',
  } satisfies Record<TextFormat, string>,
  /** By the names that the errors of the library give them. */
  fields: {
    reason: 'Reason (one line; customers may come to read it)',
    agreement: 'Reference to your agreement with the customer (a number of yours)',
    id: 'Id (visible letters and digits, no spaces)',
    name: 'Name',
    partnerId: 'Partner',
    establishedAt: 'Relationship since',
    instant: 'Moment (UTC)',
    paragraphs: 'Paragraph',
    services: 'Services',
    roles: 'Roles',
    termDays: 'Term in days (1 to 730)',
    customerId: 'Customer',
  },
  errors: {
    'malformed-input': 'Something is not in the form that is needed.',
    'contradictory-input': 'Parts of this contradict each other, or what is stored.',
    'limit-exceeded': 'These are more than there can be.',
    'unknown-partner': 'There is no such partner.',
    'unknown-customer': 'There is no such customer.',
    'unknown-request': 'There is no such request.',
    'unknown-invitation':
      'This link is not complete. Open the one in the email, by clicking on it or by copying all of it; if that does ' +
      'not work, ask your partner for it again.',
    'not-the-customer': 'Only the customer itself can do this.',
    'not-the-partner': 'Only the partner itself can do this.',
    'not-the-operator': 'Only the marketplace can do this.',
    'reason-needed': 'Give a reason.',
    'partner-is-closed': 'This partner has left the marketplace.',
    'program-kept': 'The partner cannot move to this program.',
    'partner-is-suspended': 
      'A suspended partner opens no new requests and adds no customers. Requests that are open keep working.',
    'provider-invitation-needed': 'Your customers come through the invitation of your provider, which names you.',
    'provider-needed': 'This takes a provider.',
    'request-is-revoked': 'The partner has revoked this request.',
    'service-held': 'Another partner administers a service that you have chosen. Nothing is changed yet.',
    'customer-exists': 'This customer is known already: send it an invitation.',
    'active-subscriptions': 'You have sold this customer a subscription that is still active. Cancel it first.',
    'rights-in-force': 'Partners still have relationships or admin rights here. These end first.',
    'link-missing': 'The link is not in this text.',
    'link-altered': 'The link in this text is changed. Put it back as it was made.',
    'cannot-judge':
      'Something in this text leaves open whether its readers get to the link. Simplify what is around it.',
    'operation-denied': 'You may not do this.',
    'import-conflict': 'A customer with this id is here already and is different. Nothing of it is changed.',
    'revision-conflict': 'Many people are changing this at the moment. Try again.',
    'storage-failed': 'The database did not answer. Nothing is changed. Try again.',
    'outcome-unknown': 'The database did not say whether it is done. Look, and do it again if it is not.',
    'alongside-failed': 'The emails about this could not be written, so nothing is changed. Try again.',
    'corrupt-data': 'What is stored here cannot be read. Tell those who run this portal.',
    'unknown-cursor': 'This page of the list is not there any more. Begin with the first one.',
    'unknown-offer':
      'There is no such offer, or somebody else has approved it. If the link is from an email, open all of it.',
    'unknown-role': 'There is no such role.',
    'unknown-assignment': 'The group has none of these roles.',
    'roles-not-offered': 'In this marketplace, partners ask for services and not for roles.',
    'offer-name-taken': 'Another offer of yours has this name. Give this one another.',
    'offer-not-draft': 'The offer is final. Nothing in it can be changed.',
    'offer-not-locked': 'The partner is still changing this offer.',
    'offer-lapsed': 'Nobody has approved this offer in time. Only a new offer helps.',
    'offer-taken': 'Another customer has approved this offer. An offer serves one customer.',
    'consent-needed': 'The reseller that is to have these roles has not consented yet.',
    'never-extends': 'With the Global Administrator among the roles, the extension cannot be on.',
    'delegation-not-in-force': 'These roles have ended. Only a new offer brings them back.',
    'role-stays': 'This role is held as long as the others.',
    'roles-not-held': 'You do not have all of these roles at this customer.',
    'group-is-assigned': 'The group has other roles by now. Look, and change these.',
    'not-a-party': 'Only the partner that has the roles and the customer can do this.',
  } satisfies Record<ErrorCode | RoleErrorCode, string>,
  requests: {
    title: 'Request a reseller relationship',
    explanation: 'One request serves all customers: each one that opens its link can accept it.',
    together: 'Together with the reseller',
    nobody: 'nobody',
    open: 'Request a relationship',
    opened: 'Opened',
    state: 'State',
    isOpen: 'open',
    isRevoked: (at: Child): Sentence => <>revoked {at}</>,
    email: 'Email',
    revoke: 'Revoke',
  },
  email: {
    title: 'The invitation email',
    link: 'This is the link. It works only as it is:',
    language: 'Language of the email:',
    texts: email,
    paragraph: (at: number): string => `Paragraph ${number(at)}`,
    preview: 'Preview',
    to: 'Send to (email address)',
    send: 'Send',
    asSent: 'What is sent',
    check: 'Check a copy',
    whyCheck: 'If you send the email by another program, paste here what it sends. We see whether the link survived.',
    pasted: 'The email',
    isText: 'It is text',
    isHtml: 'It is HTML',
    checkIt: 'Check',
    isFine: 'The link is as it was made. You can send this.',
    noAddress: 'This is no email address.',
  },
  customers: {
    title: 'Your customers',
    none: 'You have no customers yet.',
    since: (at: Child): Sentence => <>Customer since {at}.</>,
    administered: 'You administer services.',
    notAdministered: 'You administer nothing.',
  },
  newCustomer: {
    title: 'Add a customer',
    explanation: 'A customer that is new to the marketplace. One that is here already gets your invitation instead.',
    services: 'Services that you administer for it; you may choose none',
    add: 'Add',
  },
  renaming: {
    title: 'Name',
    explanation: 'The new name holds from now on. The history keeps the names of before.',
    rename: 'Rename',
  },
  customer: {
    related: 'You have a reseller relationship with this customer, and support what you have sold to it.',
    notRelated: 'You work for this customer through your provider.',
    rolesAlone: 'You have no reseller relationship with this customer, but roles.',
    services: 'Services',
    roles: 'Roles',
    holds: (name: Child, until: Child): Sentence => (
      <>
        {name}, until {until}
      </>
    ),
    subscriptions: 'Subscriptions',
    noSubscriptions: 'The customer has no subscriptions.',
    cancel: 'Cancel the subscription',
    toDo: 'What you can do',
    sell: 'Sell a subscription for',
    sellIt: 'Sell',
    whatRelinquishing: 'You can give up your admin rights. The relationship and what you have sold stay.',
    relinquish: 'Give up all admin rights',
    end: 'End the relationship',
  },
  relationships: {
    title: 'Partner relationships',
    none: 'You have no partners. To get one, open the link of its invitation.',
    hasLeft: 'It has left the marketplace. Accept the invitation of another partner.',
    removeAllOf: (partner: Child): Sentence => <>Remove all admin rights of {partner}</>,
    removeAll: 'Remove the admin rights of all partners',
    nobody: 'No partner administers this service.',
    administers: (partner: Child, since: Child, providers: Child): Sentence => (
      <>
        {partner}: administers it since {since}
        {providers && <> (through {providers})</>}.
      </>
    ),
    doesNotAdminister: (partner: Child): Sentence => <>{partner}: does not administer it.</>,
    hasRelationship: 'It has a reseller relationship with you.',
    remove: 'Remove',
    removeFor: (service: string): string => `Remove for ${service}`,
  },
  removal: {
    title: 'Remove admin rights?',
    nothing: 'There are no admin rights to remove.',
    goes: 'These admin rights go:',
    rights: (partner: Child, service: string): Sentence => (
      <>
        {partner}: {service}
      </>
    ),
    stays: (partners: Child): Sentence => (
      <>
        Everything else stays: your relationship with {partners}, your subscriptions and their billing, and the support
        that you are owed for what you bought. To give the rights back, open the link of the invitation again.
      </>
    ),
    remove: 'Remove',
    keep: 'Keep them',
  },
  history: {
    title: 'History',
    nothing: 'Nothing has happened.',
    change,
    accountChange,
    line: (at: Child, what: Child, who: Child): Sentence => (
      <>
        {at}: {what}
        {who && <> ({who})</>}
      </>
    ),
  },
  invitation: {
    title: 'A partner asks for a relationship',
    asks: (partner: Child, reseller: Child): Sentence =>
      reseller ? (
        <>
          {partner}, together with {reseller}, asks to be your reseller and to look after services for you.
        </>
      ) : (
        <>{partner} asks to be your reseller and to look after services for you.</>
      ),
    isFor: (customer: Child): Sentence => <>You answer for {customer}.</>,
    choose: (partner: Child): Sentence => <>Services that {partner} may administer; you may choose none</>,
    staysAsItIs: 'Your subscriptions, their billing and your other partners stay as they are.',
    accept: 'Accept',
    isHeld: (service: string, holder: Child, partner: Child): Sentence => (
      <>
        {holder} administers {service} for you. A service has one seller that administers it, so {partner} would take
        its place. {holder} stays your reseller.
      </>
    ),
    orLeaveOut: 'If you do not want that, take the service out of your choice below.',
    replace: 'Replace and accept',
    hasLeft: (partner: Child): Sentence => (
      <>{partner} has left the marketplace. Its invitations are accepted no more.</>
    ),
    revoked: (partner: Child, at: Child): Sentence => (
      <>
        {partner} revoked this invitation on {at}. If you want the relationship, ask for a new one.
      </>
    ),
  },
  extension: {
    title: 'Extension',
    on: 'on: 180 days more whenever the end is reached',
    off: 'off: it ends for good',
    switchOn: 'Switch the extension on',
    switchOff: 'Switch the extension off',
  },
  offers: {
    title: 'Role offers',
    explanation:
      'An offer asks for roles at a customer, for a term. It needs no reseller relationship and serves one customer.',
    draw: 'Draw up an offer',
    state: 'State',
    states: {
      draft: (): Sentence => 'draft',
      'waits-for-reseller': (at: Child): Sentence => <>waits for the reseller until {at}</>,
      'waits-for-customer': (at: Child): Sentence => <>waits for the customer until {at}</>,
      taken: (): Sentence => 'is being approved',
      lapsed: (at: Child): Sentence => <>lapsed on {at}: draw up a new one</>,
    } satisfies Record<OfferStanding['status'], (at: Child) => Sentence>,
    roles: 'Roles',
    term: 'Term',
    days: (count: number): string => `${number(count)} days`,
    customer: 'Customer',
    anyCustomer: 'the first that approves it',
    link: 'Link to send:',
    change: 'Change',
    lock: 'Make it final',
    discard: 'Discard',
    forYou: 'Offers for you, by your providers',
    by: 'Provider',
    whatConsenting: 'If you consent, the customer can approve the offer, and the roles are yours.',
    consent: 'Consent',
    reject: 'Reject',
  },
  offer: {
    title: 'A role offer',
    explanation: 'A draft can be changed. Once it is final, only the customer can do something with it: approve it.',
    extends: 'Extend by 180 days whenever the end is reached (not with the Global Administrator)',
    keep: 'Keep the draft',
  },
  approval: {
    title: 'A partner asks for roles',
    asks: (partner: Child, name: Child): Sentence => (
      <>
        {partner} asks to administer services for you with these roles: {name}.
      </>
    ),
    through: (provider: Child): Sentence => <>The offer was drawn up by its provider, {provider}.</>,
    whole: 'You can approve the offer as it is, or do nothing. You can end the roles at any time.',
    untouched: 'Your subscriptions, their billing and your reseller relationships stay as they are.',
    approve: 'Approve',
    isApproved: 'You have approved this offer.',
  },
  access: {
    title: 'Who may do what',
    none: 'No partner may administer anything for you.',
    rights: (partner: Child, what: Child): Sentence => (
      <>
        {partner}: {what}
      </>
    ),
    basis: 'Basis',
    bases: {
      relationship: 'your reseller relationship with it, or with its provider',
      approval: 'the offer that you approved',
    },
    through: 'Through',
    since: 'Since',
    until: 'Until',
    openEnd: 'it is removed',
    usedBy: 'Used by',
    agents: 'its admin agents and helpdesk agents',
    nobody: 'nobody yet',
    group: (group: Child, roles: Child): Sentence => (
      <>
        {group}: {roles}
      </>
    ),
    lastChange: 'Last change',
    end: 'End these roles',
  },
  termination: {
    title: 'End these roles?',
    nothing: 'These roles have ended.',
    stays:
      'Everything else stays: relationships, subscriptions, their billing, and other admin rights. To give the roles ' +
      'back takes a new offer.',
    end: 'End them',
    keep: 'Keep them',
  },
  delegation: {
    at: (customer: Child): Sentence => <>Roles that you have for {customer}.</>,
    groups: 'Groups that may use them',
    nobody: 'Nobody may use them yet: give roles to a group.',
    group: 'Group',
    assign: 'Give these roles to the group',
    unassign: (group: Child): Sentence => <>Take the roles from {group}</>,
    drop: (role: Child): Sentence => <>Give up: {role}</>,
    end: 'End these roles',
  },
  ending: {
    title: 'Until when you administer',
    explanation: 'For 30 days, 7 days and a day before roles end for good, you and the customer get an email.',
    none: 'You administer nothing.',
    until: (at: Child): Sentence => <>You administer its services until {at}.</>,
    soon: 'That is soon: send a new offer, or switch the extension on.',
    open: 'You administer its services without an end.',
  },
  due: {
    title: 'What is due',
    explanation:
      'Roles end or go on, and offers lapse, at their moment. The histories say so from the next change on, or now.',
    settle: 'Write down what is due',
    more: 'There is more: write down the next',
  },
  partners: { title: 'All partners', register: 'Register a partner', program: 'Program', registerIt: 'Register' },
  partner: {
    suspend: 'Suspend',
    reinstate: 'Lift the suspension',
    close: 'Dismiss',
    areYouSure: 'A dismissal is for good: no command takes it back, and it holds at once for all customers.',
    sure: 'Yes, dismiss this partner for good',
    closed: (at: Child, reason: Child): Sentence => (
      <>
        Dismissed on {at}: {reason}
      </>
    ),
    clearing: 'What it still holds',
    notCleared: 'It is on record and permits nothing. Clear it when its customers have had their time.',
    cleared: (count: number): string => `Customers cleared: ${number(count)}.`,
    sweeps: { 'under-way': 'The clearing goes on; this page comes back by itself.', done: 'The clearing is done.' },
    makeProvider: 'Make it an indirect provider',
    clear: 'Clear what it holds',
  },
  allCustomers: {
    title: 'All customers',
    import: 'Import a customer',
    whatImporting: 'It has a relationship elsewhere and brings it here, with its date. Nobody who is here is changed.',
    services: 'Services that the partner administers',
    importIt: 'Import',
  },
  oneCustomer: {
    now: 'Who holds what now',
    then: (at: Child): Sentence => <>Who held what on {at}</>,
    nothing: 'Nobody holds anything.',
    relationship: (partner: Child, since: Child): Sentence => (
      <>
        {partner}: reseller relationship since {since}
      </>
    ),
    rights: (partner: Child, service: string, since: Child): Sentence => (
      <>
        {partner}: admin rights for {service} since {since}
      </>
    ),
    roles: (partner: Child, name: Child, roles: Child, until: Child): Sentence => (
      <>
        {partner}: roles of {name} until {until}: {roles}
      </>
    ),
    show: 'Show this moment',
    whatErasing: 'Erasing needs that no partner holds anything. It deletes the name and the history for good.',
    sure: 'Yes, erase this customer for good',
    remove: 'Remove all admin rights',
    erase: 'Erase the customer',
  },
  outbox: {
    title: 'Outbox',
    standIn: 'This page stands in for a mail server: it shows all mails to everybody.',
    to: (recipient: Child, at: Child): Sentence => (
      <>
        To {recipient}, {at}
      </>
    ),
  },
  mails: {
    accepted: {
      subject: 'An invitation is accepted',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          {customer} has accepted an invitation. You may administer: {services || 'nothing'}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          You have accepted an invitation. {partner} may administer: {services || 'nothing'}. You can remove these rights
          at any time.
        </>
      ),
    },
    removed: {
      subject: 'Admin rights have ended',
      toPartner: (_partner: Child, customer: Child, services: Child): Sentence => (
        <>
          You no longer administer {services} for {customer}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, services: Child): Sentence => (
        <>
          {partner} no longer administers {services} for you.
        </>
      ),
    },
    ended: {
      subject: 'A relationship has ended',
      toPartner: (_partner: Child, customer: Child): Sentence => (
        <>Your reseller relationship with {customer} has ended.</>
      ),
      toCustomer: (partner: Child): Sentence => <>Your reseller relationship with {partner} has ended.</>,
    },
    approved: {
      subject: 'A role offer is approved',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          {customer} has approved your offer. Until {ends} you have: {roles}. Give the roles to a group of your people.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          You have approved an offer. Until {ends} {partner} has: {roles}. You can end this at any time.
        </>
      ),
    },
    'roles-ended': {
      subject: 'Roles have ended',
      toPartner: (_partner: Child, customer: Child, roles: Child): Sentence => (
        <>
          At {customer} you no longer have: {roles}.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child): Sentence => (
        <>
          {partner} no longer has: {roles}.
        </>
      ),
    },
    'roles-ending': {
      subject: 'Roles are going to end',
      toPartner: (_partner: Child, customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          On {ends} you lose at {customer}: {roles}. Until then the extension can be switched on.
        </>
      ),
      toCustomer: (partner: Child, _customer: Child, roles: Child, ends: Child): Sentence => (
        <>
          On {ends} {partner} loses: {roles}. Until then the extension can be switched on.
        </>
      ),
    },
  },
};
