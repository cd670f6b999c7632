import { Hono, type Context } from 'hono';
import type { PortalEnv } from '../context';
import { heldRoles } from '../held-roles';
import { page } from '../layout';
import { Name, partnerNames } from '../names';
import type { Problem } from '../problem';
import { roleList } from '../role-choice';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/** Asks before a customer ends the roles of a partner, as only a new offer brings them back. */
export const terminationPage = new Hono<Env>();

terminationPage.get('/', (c) => show(c));

terminationPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const offerId = c.req.query('offer') ?? '';
  const customerId = person.organization.id;
  const ended = await roles.terminateRoleDelegation({ customerId, offerId, by: actorOf(person) });
  return ended.isErr() ? show(c, ended.error) : c.redirect('/customer/access?done=terminated', 303);
});

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { service, roles, person, texts } = c.var;
  const held = await heldRoles(roles, person.organization.id);
  const going = held.find(({ right }) => right.offerId === c.req.query('offer'));
  if (going === undefined) return page(c, texts.termination.title, <p>{texts.termination.nothing}</p>, problem);
  const { partnerId, right } = going;
  const partnerName = await partnerNames(service, [partnerId]);
  return page(
    c,
    texts.termination.title,
    <>
      <p>{texts.access.rights(partnerName(partnerId), <Name>{right.name}</Name>)}</p>
      <p>{roleList(right.roles, texts)}</p>
      <div class="note">{texts.termination.stays}</div>
      <form method="post">
        <button>{texts.termination.end}</button> <a href="/customer/access">{texts.termination.keep}</a>
      </form>
    </>,
    problem,
  );
}
