import { Hono, type Context } from 'hono';
import { parseInviteLink } from 'partner-relationships';
import type { LinkedRoleOffer } from 'partner-relationships/roles';
import type { PortalEnv } from '../context';
import { heldRoles } from '../held-roles';
import { page } from '../layout';
import { Name } from '../names';
import type { Problem } from '../problem';
import { roleList } from '../role-choice';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/** The page behind the link of a role offer: what a customer would approve. */
export const offerPage = new Hono<Env>();

offerPage.get('/', (c) => show(c));

offerPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const link = partsOf(c);
  if (link === null) return show(c);
  // Also of one that is approved already: a second click gets the same answer.
  const approved = await roles.approveRoleOffer({ ...link, customer: person.organization, by: actorOf(person) });
  return approved.isErr() ? show(c, approved.error) : c.redirect('/customer/access?done=approved', 303);
});

/** The link as it came, at the address of the portal: see the page of an invitation. */
function linkOf(c: Context<Env>): string {
  return `${c.var.origin}/offer${new URL(c.req.url).search}`;
}

/** The offer that the link names. */
function partsOf(c: Context<Env>): { partnerId: string; offerId: string } | null {
  const parts = parseInviteLink(linkOf(c), `${c.var.origin}/offer`);
  return parts.isErr() ? null : { partnerId: parts.value.partnerId, offerId: parts.value.token };
}

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { roles, person, texts } = c.var;
  const found = await roles.roleOfferOf(linkOf(c));
  // A person cannot tell a damaged link from an unknown one, and need not.
  if (found.isErr()) {
    const own = await heldRoles(roles, person.organization.id);
    const isOwn = own.some(({ right }) => right.offerId === partsOf(c)?.offerId);
    if (isOwn) return page(c, texts.approval.title, <a href="/customer/access">{texts.approval.isApproved}</a>);
    return page(c, texts.approval.title, null, asDamagedLink(found.error));
  }
  const { offer, partner, indirectReseller, lapsesAt } = found.value;
  const hindrance = hindranceOf(found.value, person.organization.id);
  const waits = hindrance === 'consent-needed' ? 'waits-for-reseller' : 'waits-for-customer';
  const holder = <Name>{(indirectReseller ?? partner).name}</Name>;
  return page(
    c,
    texts.approval.title,
    <>
      <p>{texts.approval.asks(holder, <Name>{offer.name}</Name>)}</p>
      {indirectReseller && <p>{texts.approval.through(<Name>{partner.name}</Name>)}</p>}
      <dl>
        <dt>{texts.offers.roles}</dt>
        <dd>{roleList(offer.roles, texts)}</dd>
        <dt>{texts.offers.term}</dt>
        <dd>{texts.offers.days(offer.termDays)}</dd>
        <dt>{texts.extension.title}</dt>
        <dd>{offer.extends ? texts.extension.on : texts.extension.off}</dd>
        {lapsesAt !== null && (
          <>
            <dt>{texts.offers.state}</dt>
            <dd>{texts.offers.states[waits](texts.moment(lapsesAt))}</dd>
          </>
        )}
      </dl>
      <p>{texts.invitation.isFor(<Name>{person.organization.name}</Name>)}</p>
      <p>{texts.approval.whole}</p>
      <p>{texts.approval.untouched}</p>
      {hindrance !== null ? (
        <p>{texts.errors[hindrance]}</p>
      ) : (
        <form method="post">
          <button>{texts.approval.approve}</button>
        </form>
      )}
    </>,
    problem,
  );
}

/** Why the customer need not try to approve; the service decides when it does. */
function hindranceOf({ offer, partner, indirectReseller }: LinkedRoleOffer, customerId: string) {
  if ([partner, indirectReseller].some((one) => one?.standing === 'closed')) return 'partner-is-closed';
  if (offer.takenBy !== null && offer.takenBy !== customerId) return 'offer-taken';
  return indirectReseller !== null && offer.consentedAt === null ? 'consent-needed' : null;
}

function asDamagedLink(problem: Problem): Problem {
  return problem.code === 'malformed-input' ? { code: 'unknown-offer' } : problem;
}
