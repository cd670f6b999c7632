import { Hono, type Context } from 'hono';
import type { Child } from 'hono/jsx';
import { valueOrThrow } from 'partner-relationships';
import type { ReviewedRight } from 'partner-relationships/roles';
import { fieldsOf, type PortalEnv } from '../context';
import { groupName } from '../groups';
import { page } from '../layout';
import { serviceName } from '../market';
import { Name, partnerNames, whoDid } from '../names';
import type { Problem } from '../problem';
import { roleList } from '../role-choice';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/** "Who may do what": all admin rights of a customer's partners, for services and by roles, side by side. */
export const accessPage = new Hono<Env>();

accessPage.get('/', (c) => show(c));

accessPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const form = await fieldsOf(c);
  const on = form.one('extension') === 'on';
  const customerId = person.organization.id;
  const set = await roles.setExtension({ customerId, offerId: form.one('offer'), on, by: actorOf(person) });
  return set.isErr() ? show(c, set.error) : c.redirect('/customer/access?done=extension', 303);
});

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { service, roles, person, texts } = c.var;
  const review = valueOrThrow(await roles.accessReview(person.organization.id));
  const rights = review?.rights ?? [];
  const acting = rights.flatMap(({ lastChange: { by } }) => (by.kind === 'partner' ? by.partnerId : []));
  const providers = rights.flatMap(({ throughPartnerId }) => throughPartnerId ?? []);
  const holders = rights.map(({ partnerId }) => partnerId);
  const partnerName = await partnerNames(service, [...holders, ...providers, ...acting]);
  const left = new Set(review?.partners.flatMap(({ id, standing }) => (standing === 'closed' ? id : [])));
  const customer = <Name>{person.organization.name}</Name>;
  const last = ({ lastChange }: ReviewedRight): Child =>
    texts.history.line(
      texts.moment(lastChange.at),
      texts.history.change(lastChange, partnerName),
      whoDid(lastChange.by, texts, partnerName, customer),
    );
  return page(
    c,
    texts.access.title,
    <>
      {rights.length === 0 && <p>{texts.access.none}</p>}
      {rights.map((held) => {
        const { partnerId, throughPartnerId, right, since, until, assignments } = held;
        const name = right.kind === 'service' ? serviceName(right.serviceId) : <Name>{right.name}</Name>;
        return (
          <section class="card">
            <h2>{texts.access.rights(partnerName(partnerId), name)}</h2>
            {left.has(partnerId) && <p>{texts.relationships.hasLeft}</p>}
            <dl>
              {right.kind === 'roles' && (
                <>
                  <dt>{texts.offers.roles}</dt>
                  <dd>{roleList(right.roles, texts)}</dd>
                </>
              )}
              <dt>{texts.access.basis}</dt>
              <dd>{texts.access.bases[held.basis]}</dd>
              {throughPartnerId !== null && (
                <>
                  <dt>{texts.access.through}</dt>
                  <dd>{partnerName(throughPartnerId)}</dd>
                </>
              )}
              <dt>{texts.access.since}</dt>
              <dd>{texts.moment(since)}</dd>
              <dt>{texts.access.until}</dt>
              <dd>{until === null ? texts.access.openEnd : texts.moment(until)}</dd>
              {right.kind === 'roles' && (
                <>
                  <dt>{texts.extension.title}</dt>
                  <dd>{held.extends ? texts.extension.on : texts.extension.off}</dd>
                </>
              )}
              <dt>{texts.access.usedBy}</dt>
              {right.kind === 'service' && <dd>{texts.access.agents}</dd>}
              {right.kind === 'roles' && assignments.length === 0 && <dd>{texts.access.nobody}</dd>}
              {assignments.map(({ groupId, roles: given }) => (
                <dd>{texts.access.group(<Name>{groupName(groupId)}</Name>, roleList(given, texts))}</dd>
              ))}
              <dt>{texts.access.lastChange}</dt>
              <dd>{last(held)}</dd>
            </dl>
            {right.kind === 'service' ? (
              <p>
                <a
                  href={`/customer/removal?${new URLSearchParams({ partner: partnerId, service: right.serviceId })}`}
                  aria-label={texts.relationships.removeFor(serviceName(right.serviceId))}
                >
                  {texts.relationships.remove}
                </a>
              </p>
            ) : (
              <form method="post" action="/customer/access">
                <input type="hidden" name="offer" value={right.offerId} />
                <button name="extension" value={held.extends ? 'off' : 'on'}>
                  {held.extends ? texts.extension.switchOff : texts.extension.switchOn}
                </button>{' '}
                <a href={`/customer/termination?offer=${encodeURIComponent(right.offerId)}`}>{texts.access.end}</a>
              </form>
            )}
          </section>
        );
      })}
    </>,
    problem,
  );
}
