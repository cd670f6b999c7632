import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { valueOrThrow } from 'partner-relationships';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { serviceName } from '../market';
import { partnerNames } from '../names';
import type { Problem } from '../problem';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/**
 * Asks before admin rights go: those of a partner or of `all`, for a service or, without one, for every service. It
 * says what goes and what stays.
 */
export const removalPage = new Hono<Env>();

removalPage.get('/', (c) => show(c));

removalPage.post('/', async (c) => {
  const { service, person } = c.var;
  const { from, serviceId } = wantedIn(c);
  const services = serviceId === null ? 'all' : [serviceId];
  const input = { customerId: person.organization.id, from, services, by: actorOf(person) } as const;
  const removed = await service.removeDelegations(input);
  return removed.isErr() ? show(c, removed.error) : c.redirect('/customer?done=removed', 303);
});

/** A query without a partner must not mean all of them. */
function wantedIn(c: Context<Env>): { from: string; serviceId: string | null } {
  const from = c.req.query('partner');
  if (from === undefined) throw new HTTPException(400);
  return { from, serviceId: c.req.query('service') ?? null };
}

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { service, person, texts } = c.var;
  const { from, serviceId } = wantedIn(c);
  const state = valueOrThrow(await service.relationshipsOf(person.organization.id));
  const going = (state?.delegations ?? []).filter(
    (held) => (from === 'all' || held.partnerId === from) && (serviceId === null || held.serviceId === serviceId),
  );
  const partners = [...new Set(going.map(({ partnerId }) => partnerId))];
  const partnerName = await partnerNames(service, partners);
  return page(
    c,
    texts.removal.title,
    going.length === 0 ? (
      <p>{texts.removal.nothing}</p>
    ) : (
      <>
        <p>{texts.removal.goes}</p>
        <ul>
          {going.map((held) => (
            <li>{texts.removal.rights(partnerName(held.partnerId), serviceName(held.serviceId))}</li>
          ))}
        </ul>
        <div class="note">{texts.removal.stays(texts.list(partners.map(partnerName)))}</div>
        <form method="post">
          <button>{texts.removal.remove}</button> <a href="/customer">{texts.removal.keep}</a>
        </form>
      </>
    ),
    problem,
  );
}
