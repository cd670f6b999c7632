import { Hono, type Context } from 'hono';
import type { HeldService } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { page } from '../layout';
import { serviceName } from '../market';
import { Name, partnerNames } from '../names';
import type { Problem } from '../problem';
import { chosenServices, ServiceChoice } from '../service-choice';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/** The page behind the link of an invitation. */
export const invitationPage = new Hono<Env>();

invitationPage.get('/', (c) => show(c));

invitationPage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const services = chosenServices(form, 'service');
  // Only those that the page has shown, and of services that are still chosen.
  const replace = form
    .all('seen')
    .map((seen) => seen.split(' '))
    .map(([serviceId = '', holderId = '']) => ({ serviceId, holderId }))
    .filter(({ serviceId }) => services.includes(serviceId));
  const accepted = await service.acceptRequest({
    link: linkOf(c),
    customer: person.organization,
    services,
    indirectResellerServices: chosenServices(form, 'reseller-service'),
    onHeldService: replace.length === 0 ? 'refuse' : { replace },
    by: actorOf(person),
  });
  if (accepted.isOk()) return c.redirect('/customer?done=accepted', 303);
  const { error } = accepted;
  return show(c, form, error, error.code === 'service-held' ? error.context.held : []);
});

/** The link as it came. Behind a proxy, the URL of the request has another host; the query is the same. */
function linkOf(c: Context<Env>): string {
  return `${c.var.origin}/invitation${new URL(c.req.url).search}`;
}

async function show(
  c: Context<Env>,
  form: Fields = noFields,
  problem: Problem | null = null,
  held: readonly HeldService[] = [],
): Promise<Response> {
  const { service, person, texts } = c.var;
  const found = await service.invitationOf(linkOf(c));
  // A person cannot tell a damaged link from an unknown one, and need not.
  if (found.isErr()) return page(c, texts.invitation.title, null, asDamagedLink(found.error));
  const { partner, indirectReseller, request } = found.value;
  const name = <Name>{partner.name}</Name>;
  const resellerName = indirectReseller && <Name>{indirectReseller.name}</Name>;
  const left = [partner, indirectReseller].find((one) => one?.standing === 'closed') ?? null;
  if (left !== null) {
    return page(c, texts.invitation.title, <p>{texts.invitation.hasLeft(<Name>{left.name}</Name>)}</p>, problem);
  }
  if (request.revokedAt !== null) {
    const revoked = texts.invitation.revoked(name, texts.moment(request.revokedAt));
    return page(c, texts.invitation.title, <p>{revoked}</p>, problem);
  }
  const partnerName = await partnerNames(service, held.map(({ holderId }) => holderId));
  return page(
    c,
    texts.invitation.title,
    <>
      <p>{texts.invitation.asks(name, resellerName)}</p>
      <p>
        {texts.programs[partner.program]}
        {texts.gap}
        {texts.invitation.isFor(<Name>{person.organization.name}</Name>)}
      </p>
      <form method="post">
        {held.length > 0 && (
          <div class="note">
            <ul>
              {held.map(({ serviceId, holderId }) => (
                <li>
                  {texts.invitation.isHeld(serviceName(serviceId), partnerName(holderId), name)}
                  <input type="hidden" name="seen" value={`${serviceId} ${holderId}`} />
                </li>
              ))}
            </ul>
            <p>{texts.invitation.orLeaveOut}</p>
          </div>
        )}
        <ServiceChoice name="service" legend={texts.invitation.choose(name)} form={form} />
        {resellerName && (
          <ServiceChoice name="reseller-service" legend={texts.invitation.choose(resellerName)} form={form} />
        )}
        <p>{texts.invitation.staysAsItIs}</p>
        <button>{held.length > 0 ? texts.invitation.replace : texts.invitation.accept}</button>
      </form>
    </>,
    problem,
  );
}

function asDamagedLink(problem: Problem): Problem {
  return problem.code === 'malformed-input' ? { code: 'unknown-invitation' } : problem;
}
