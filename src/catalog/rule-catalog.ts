import { trust } from '../model/brand';
import type { RuleName } from '../rules/rule-name';
import {
  ADD,
  ADM,
  APPR,
  BILLING,
  EXT,
  FAQ23,
  FAQ_LATER,
  GRAPH,
  HOOKS23,
  MC,
  MLT,
  MP,
  OBT,
  REQ,
  SDK,
  SUPP,
  SUSP,
  TASKS,
  UPG,
  USERS,
  WW,
  type RuleSource,
} from './sources';

/** The part of a relationship's life that a rule belongs to. */
export type RuleTopic =
  | 'accounts'
  | 'inviting'
  | 'accepting'
  | 'acting'
  | 'removing'
  | 'seeing'
  | 'offering'
  | 'holding'
  | 'assigning';

/** One rule: its statement and its basis. */
export interface Rule {
  readonly name: RuleName;
  readonly topic: RuleTopic;
  readonly statement: string;
  /** `documented` if a source says it; `decision` if the sources do not and this library decides. */
  readonly basis: 'documented' | 'decision';
  /** Where it is documented; empty for a decision without a source. */
  readonly sources: readonly RuleSource[];
  /** The part of the rule that this library decides; null if all of it is documented. */
  readonly decided: string | null;
}

/** A rule of the catalog, without its key. */
type Unnamed = Omit<Rule, 'name'>;

function documented(
  topic: RuleTopic,
  statement: string,
  sources: readonly RuleSource[],
  decided: string | null = null,
): Unnamed {
  return { topic, statement, basis: 'documented', sources, decided };
}

function decision(topic: RuleTopic, statement: string, decided: string, sources: readonly RuleSource[] = []): Unnamed {
  return { topic, statement, basis: 'decision', sources, decided };
}

function named(rulesByName: Readonly<Record<RuleName, Unnamed>>): Readonly<Record<RuleName, Rule>> {
  const entries = Object.entries(rulesByName).map(([name, rule]) => {
    const sources = Object.freeze(rule.sources.map((source) => Object.freeze({ ...source })));
    return [name, Object.freeze({ name, ...rule, sources })];
  });
  return trust<Readonly<Record<RuleName, Rule>>>(Object.freeze(Object.fromEntries(entries)));
}

/**
 * The rule catalog: every rule by its name. Errors carry these names; look up here what a rule says and where it
 * comes from.
 *
 * @example
 * ```ts
 * import { rules } from 'partner-relationships/catalog';
 *
 * rules['invitation-is-reusable'].basis; // => 'documented'
 * ```
 */
export const rules: Readonly<Record<RuleName, Rule>> = /* @__PURE__ */ catalog();

function catalog(): Readonly<Record<RuleName, Rule>> {
  return named({
    'operator-keeps-accounts': decision(
      'accounts',
      'The operator of the marketplace suspends, reinstates and closes partners, moves them to another program, and ' +
        'erases customers; nobody else does. It may rename a partner or a customer, which these also do themselves. ' +
        'Each change records who made it.',
      'The sources do not say who keeps the accounts. The operator accepts for nobody and sells nothing.',
    ),
    'program-keeps-its-side': decision(
      'accounts',
      'A direct-bill partner may become an indirect provider. Every other move to another program is refused: the ' +
        'operator closes the account, and the partner registers under another id.',
      'The sources do not say what happens to delegations and requests on such a move. After any other one they ' +
        'would tell an untruth: that their holder is billed, or that it may ask customers itself.',
    ),
    'closing-is-final': decision(
      'accounts',
      'A closed account stays closed. It is neither suspended nor reinstated, nor moved to another program; a ' +
        'partner that comes back registers under another id.',
      'The sources describe suspended accounts only.',
    ),
    'import-is-the-operators': decision(
      'accounts',
      'Only the operator imports a customer with the relationships and admin rights that it has elsewhere. They ' +
        'have to be possible among the registered partners, and an import never changes a customer that is there.',
      'The sources do not speak of moving a marketplace.',
    ),
    'invitation-carries-no-customer-data': documented(
      'inviting',
      'A request, its token and its link are made from the partner’s account alone. No customer, known or ' +
        'future, influences a byte of them.',
      [REQ],
    ),
    'invitation-is-reusable': documented(
      'inviting',
      'The same link serves every customer, as often as needed: a first acceptance, another after removal, ten ' +
        'thousand customers. A partner that asks again gets the link it already has.',
      [REQ],
      'An account keeps at most one open request for itself and one for each indirect reseller it names.',
    ),
    'invitation-link-is-left-as-is': documented(
      'inviting',
      'The first and the second paragraph of the invitation email may be rewritten or dropped. The link in it ' +
        'stays exactly as it was made.',
      [REQ],
    ),
    'link-survives-additions': decision(
      'inviting',
      'A link still leads to its invitation after others have added parameters or a fragment to it: these are ' +
        'ignored, as long as the partner and the token stand in the link once and unchanged.',
      'The source says that the link in the email stays as it is. That a link still serves after mail gateways ' +
        'and analytics tools have added to it is decided here.',
    ),
    'suspended-partner-cannot-invite': documented(
      'inviting',
      'A suspended partner cannot open a new request. Requests that it opened before keep serving.',
      [BILLING],
      'That requests opened before keep serving.',
    ),
    'indirect-reseller-uses-provider-invitation': documented(
      'inviting',
      'An indirect reseller has no request of its own: its provider opens one, which may name the reseller. The ' +
        'relationship that follows is the provider’s.',
      [MC],
      'That a request can name the reseller. In the source, the provider’s own link is passed on and names no ' +
        'reseller.',
    ),
    'revoked-invitation-cannot-be-accepted': decision(
      'inviting',
      'A request that its partner has revoked cannot be accepted any more. What was accepted through it before ' +
        'stays.',
      'That a partner can revoke a request, and what revoking does.',
    ),
    'partner-acts-for-itself': decision(
      'inviting',
      'Only the partner itself opens and revokes its requests and adds its customers: no other partner, no customer ' +
        'and no operator does so in its name. Its name is changed by itself or by the operator.',
      'The sources describe only the partner doing so; this library refuses everybody else.',
    ),
    'only-customer-accepts': documented(
      'accepting',
      'Only the customer itself accepts a request: no partner and no other customer accepts for it.',
      [REQ],
    ),
    'acceptance-establishes-relationship': documented(
      'accepting',
      'A customer without a reseller relationship with the partner gets one by accepting, and is in the ' +
        'partner’s customer list from then on.',
      [REQ],
    ),
    'customer-chooses-services': documented(
      'accepting',
      'The link says nothing about services. When the customer accepts, it chooses the services that the ' +
        'partner may administer. It may choose none: then there is a relationship without admin rights.',
      [REQ],
      'That the choice is made explicitly, service by service.',
    ),
    'acceptance-adds-admin-rights-only': documented(
      'accepting',
      'Acceptance leaves every subscription, the ownership of the account, the terms and every partner of ' +
        'record unchanged.',
      [REQ, MP],
    ),
    'one-transacting-partner-per-service': documented(
      'accepting',
      'At any time, at most one transacting partner has admin rights for a service of a customer.',
      [REQ],
      'That it holds everywhere. The source says it of customers who buy through several channels.',
    ),
    'replacement-is-explicit': decision(
      'accepting',
      'If another transacting partner has admin rights for a chosen service, acceptance fails and names that ' +
        'partner. The rights change hands only if the customer asks for the replacement, in one step; the former ' +
        'holder keeps its reseller relationship.',
      'The source mentions rights granted to a different partner; that the customer has to ask for it is ' +
        'decided here.',
      [REQ],
    ),
    'replacement-names-what-was-seen': decision(
      'accepting',
      'A customer may name the holders that it replaces, service by service. If a service has another holder by ' +
        'then, acceptance fails and names that one.',
      'The sources do not speak of two people acting at the same time.',
    ),
    'non-transacting-partners-are-not-capped': documented(
      'accepting',
      'Any number of advisors and indirect resellers may have admin rights for a service, beside its ' +
        'transacting partner.',
      [REQ, WW],
    ),
    'indirect-reseller-receives-through-provider': documented(
      'accepting',
      'If a request names an indirect reseller, the customer may delegate services to that reseller as well. ' +
        'The reseller’s rights rest on the provider’s relationship; it has none of its own.',
      [MC],
      'That they rest on the provider’s relationship. The source only lets the customer give rights to another ' +
        'reseller.',
    ),
    'existing-customer-needs-request': documented(
      'accepting',
      'A partner can add only a new customer; the relationship, and admin rights for the services it names, ' +
        'exist from the start. An existing customer is reached by a request.',
      [ADD, FAQ23],
      'That these rights are for the services that the partner names; in the sources they are for the whole ' +
        'tenant.',
    ),
    'acceptance-is-idempotent': decision(
      'accepting',
      'Accepting what is already in force succeeds and changes nothing.',
      'The sources do not say what a second acceptance does.',
    ),
    'admin-rights-cover-administration': documented(
      'acting',
      'Admin rights for a service let a partner provision and administer it, manage its users, view its health ' +
        'and file service requests for it.',
      [REQ, WW],
    ),
    'commercial-operations-need-original-reseller': documented(
      'acting',
      'Only the partner that originally sold a subscription may, while its reseller relationship is in force, ' +
        'be billed for it, add or remove seats, order add-ons, convert a trial, transition, migrate, change the ' +
        'partner of record, suspend, reactivate and cancel. Admin rights allow none of this.',
      [REQ, BILLING, SUSP, WW],
    ),
    'moving-a-subscription-also-needs-admin-rights': documented(
      'acting',
      'To transition or migrate a subscription, its original reseller also needs admin rights for the service.',
      [UPG, SDK],
      'That migrating needs them. The application checks whether the subscription is active, as the source ' +
        'demands.',
    ),
    'new-sale-needs-relationship': documented(
      'acting',
      'Only a transacting partner with a reseller relationship in force may sell a customer something new. ' +
        'Admin rights are neither needed nor enough.',
      [WW],
    ),
    'suspended-partner-manages-what-exists': documented(
      'acting',
      'A suspended partner makes no sale, adds no customer, converts no trial, changes no seats, orders no ' +
        'add-on, and transitions and migrates nothing. It goes on administering, supporting and being billed for ' +
        'what it has. It is reinstated when it has paid what it owes.',
      [BILLING],
      'That it may not migrate.',
    ),
    'closed-partner-may-do-nothing': decision(
      'acting',
      'A partner whose account is closed may perform no operation, whatever it holds or sold. It opens no request, ' +
        'draws up no role offer and adds no customer, and its requests and offers and those that name it are not ' +
        'accepted any more. The customer turns to another partner, which takes over a service of the closed one ' +
        'without asking for a replacement.',
      'The sources describe suspended accounts only.',
    ),
    'customer-removes-any-admin-rights': documented(
      'removing',
      'The customer may at any time remove the admin rights of one partner or of all, transacting or not, for ' +
        'one service, for several or for all.',
      [REQ, WW],
      'That it can be for one service or for several. The sources speak of all rights of a partner.',
    ),
    'operator-removes-with-reason': decision(
      'removing',
      'The operator may remove admin rights as the customer may, for an incident or because the law demands it. It ' +
        'has to give a reason, and the customer’s history shows who did it and why.',
      'The sources do not give the operator this power.',
    ),
    'commercial-relationship-survives-removal': documented(
      'removing',
      'Removing admin rights leaves the reseller relationship, the terms of the reseller agreement, the place ' +
        'in the customer list, the customer’s account and the duty to support unchanged.',
      [REQ],
    ),
    'restoration-is-a-new-acceptance': documented(
      'removing',
      'Lost admin rights come back only when the customer accepts again, through the same link as before.',
      [REQ],
    ),
    'partner-may-relinquish': documented(
      'removing',
      'A partner may give up its own admin rights, and no others.',
      [WW],
    ),
    'customer-cannot-end-relationship': documented(
      'removing',
      'A reseller relationship ends when both sides have renegotiated it: the partner ends it, and a reference ' +
        'to the customer’s agreement is recorded. The customer cannot end it alone. This does not bind the operator ' +
        'when it clears what a closed partner still holds.',
      [REQ, ADM],
      'That a reference to the agreement is recorded, and what follows from closing. The source says that the ' +
        'relationship is renegotiated.',
    ),
    'active-subscriptions-keep-relationship': documented(
      'removing',
      'A reseller relationship cannot end while a subscription that the partner sold to the customer is active, ' +
        'unless the operator clears what a closed partner still holds.',
      [WW],
      'That it does not bind the operator then.',
    ),
    'ending-takes-everything-of-the-partner': documented(
      'removing',
      'With the relationship end the partner’s admin rights for services, those that an indirect reseller received ' +
        'through it, the duty to support and the place in the customer list. A later request starts from nothing.',
      [WW],
      'That the rights of an indirect reseller end with the relationship of its provider.',
    ),
    'erasure-needs-no-rights': decision(
      'removing',
      'A customer is erased only when it has no relationship and nobody has admin rights for it, by service or by ' +
        'role. Its document, its history and its places in lists go; that it was erased, when, by whom and why stays.',
      'The sources do not speak of erasing.',
    ),
    'customer-reviews-partners-by-service': documented(
      'seeing',
      'For each service, the customer can see all its partners and which of them have admin rights.',
      [REQ],
    ),
    'partner-sees-only-its-customers': documented(
      'seeing',
      'A partner’s customer list holds exactly the customers that it has a reseller relationship with.',
      [REQ],
    ),
    'relationship-obliges-support': documented(
      'seeing',
      'A partner supports what it sold while the relationship lasts, with or without admin rights.',
      [REQ, SUPP],
      'That a cancelled subscription needs no support any more.',
    ),
    'profile-grants-roles': decision(
      'offering',
      'Role offers exist only where the profile of the marketplace has roles. Under the profile of Partner ' +
        'Center operated by 21Vianet a partner asks by its invitation link, and no role is offered.',
      'The sources disagree on whether granular rights exist there; no page about that Partner Center names ' +
        'them.',
      [GRAPH],
    ),
    'offer-names-roles-and-term': documented(
      'offering',
      'An offer names at least one role of the catalog, a term of 1 to 730 days, and a name of at most 50 ' +
        'characters that no other offer of the partner has.',
      [GRAPH],
      'A term is counted in days of 24 hours; two years are 730 days. At most 100 roles, and 1,000 offers of a ' +
        'partner.',
    ),
    'offer-is-editable-as-a-draft': documented(
      'offering',
      'Name, roles, term and customer of an offer change only while it is a draft, and only a draft can be ' +
        'discarded. Its extension is set in the draft, and again once the customer has approved it.',
      [GRAPH],
    ),
    'locked-offer-waits': documented(
      'offering',
      'A locked offer waits until a customer approves it or it lapses; the partner can neither change it nor ' +
        'take it back.',
      [GRAPH],
      'If the operator erases the customer that an offer names, the offer goes with it.',
    ),
    'locked-offer-lapses': documented(
      'offering',
      'Nobody can approve an offer 90 days after it was locked, or later.',
      [FAQ23, MLT],
      'The 90 days are counted from the locking.',
    ),
    'offer-serves-one-customer': documented(
      'offering',
      'An offer that names no customer serves the first that takes it, and never a second one.',
      [FAQ23],
    ),
    'reseller-consents-to-its-offer': documented(
      'offering',
      'An indirect provider may draw up an offer for its indirect reseller, which consents to it or rejects it ' +
        'while it waits. The delegation is the reseller’s, not the provider’s.',
      [GRAPH],
      'The reseller consents before the customer approves.',
    ),
    'resellers-ask-themselves': documented(
      'offering',
      'An indirect reseller makes offers of its own as well, and has none of its provider’s roles.',
      [FAQ23],
      'The rule that it uses its provider’s invitation stays as it is: that one is about relationships.',
    ),
    'customer-approves-the-whole-offer': documented(
      'offering',
      'Only the customer approves an offer, for itself, and all of it: it changes neither roles nor term nor ' +
        'name.',
      [GRAPH, APPR],
    ),
    'silence-is-the-only-no': documented(
      'offering',
      'A customer cannot decline an offer; it lets it lapse.',
      [GRAPH],
    ),
    'approval-touches-nothing-commercial': documented(
      'offering',
      'Approving an offer establishes no reseller relationship and changes no subscription. A partner without ' +
        'a relationship may hold roles.',
      [OBT, FAQ23],
    ),
    'term-starts-at-activation': documented(
      'offering',
      'A delegation is in force from its activation on, and ends when its term has passed since then.',
      [GRAPH],
      'Approving activates at once.',
    ),
    'roles-share-one-end': documented(
      'holding',
      'All roles of a delegation end together; one that has to end earlier is a delegation of its own.',
      [FAQ23],
    ),
    'role-covers-the-operation': documented(
      'holding',
      'A role delegation in force gives admin rights for an operation exactly if one of its roles covers that ' +
        'operation for that service.',
      [GRAPH, TASKS],
      'A role that covers an operation in part does not cover it.',
    ),
    'role-delegations-add-up': documented(
      'holding',
      'A partner may hold several role delegations of a customer, and other partners others; what one of them ' +
        'gives, its partner has. They do not count for the one transacting partner of a service.',
      [FAQ23],
      'A customer has at most 200 in force.',
    ),
    'delegation-ends-on-time': documented(
      'holding',
      'A role delegation is over at its end, that instant included, whether or not anybody has written that ' +
        'down.',
      [GRAPH],
      'The instant itself is outside.',
    ),
    'extension-moves-the-end': documented(
      'holding',
      'If the extension is on when the end is reached, the end moves by 180 days, as often as needed; consent ' +
        'and assignments stay.',
      [EXT, FAQ_LATER, GRAPH],
    ),
    'either-side-sets-the-extension': documented(
      'holding',
      'The partner or the customer switches the extension on and off while the delegation is in force.',
      [FAQ_LATER],
    ),
    'global-administrator-never-extends': documented(
      'holding',
      'While a delegation holds a role that never extends, such as Global Administrator, its extension cannot ' +
        'be on.',
      [EXT],
    ),
    'only-that-role-can-be-dropped': documented(
      'holding',
      'No role is added to a delegation in force and none is taken from it, except that the partner may drop ' +
        'one that never extends.',
      [GRAPH],
      'Its assignments lose the role as well, and those without another role end; the last role cannot be ' +
        'dropped.',
    ),
    'ended-is-final': documented(
      'holding',
      'What expired or was terminated never comes into force again; a new offer does.',
      [EXT],
    ),
    'either-side-terminates': documented(
      'holding',
      'The partner or the customer may terminate a role delegation at any time, without the other.',
      [GRAPH, HOOKS23],
      'Clearing a closed partner terminates its role delegations.',
    ),
    'termination-touches-nothing-commercial': documented(
      'holding',
      'When a role delegation ends, relationships, subscriptions and service delegations stay as they are, and ' +
        'the partner may go on selling.',
      [FAQ23],
    ),
    'roles-outlive-the-relationship': decision(
      'holding',
      'Ending the reseller relationship removes the service delegations of the partner and leaves its role ' +
        'delegations.',
      'The sources do not say what becomes of roles then. The state after it shows them, and either side can ' +
        'terminate them.',
    ),
    'roles-reach-people-through-groups': documented(
      'assigning',
      'A person has of a role delegation what is assigned to a group that the person is in, and needs no agent ' +
        'role for it. A delegation without assignments reaches nobody.',
      [FAQ23, OBT],
    ),
    'assignment-stays-within-the-delegation': documented(
      'assigning',
      'Assigned roles are among those of the delegation.',
      [FAQ23],
    ),
    'assignment-needs-a-delegation-in-force': documented(
      'assigning',
      'The partner makes, changes and removes assignments, only while the delegation is in force; they end ' +
        'with it.',
      [GRAPH],
    ),
    'one-assignment-per-group': documented(
      'assigning',
      'A group has one assignment of a delegation. A second one is refused, and names the first, which can be ' +
        'changed.',
      [GRAPH],
    ),
    'agent-role-limits-the-person': documented(
      'assigning',
      'What a person does for its partner takes what the partner needs, and an agent role that permits it. A ' +
        'question that names no person is about the partner.',
      [USERS],
      'Which operation each agent role permits, where that page leaves it open.',
    ),
    'granular-takes-precedence': documented(
      'assigning',
      'If a group of the person has an assignment at this customer, only role delegations count for it there, ' +
        'even where a service delegation would give more. Otherwise service delegations count, for admin agents ' +
        'and helpdesk agents.',
      [FAQ23, WW],
    ),
  });
}
