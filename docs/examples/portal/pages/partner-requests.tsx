import { Hono, type Context } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import { fieldsOf, type PortalEnv } from '../context';
import { page } from '../layout';
import { allPartners, partnerNames } from '../names';
import type { Problem } from '../problem';
import { actorOf, type PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** A partner's requests, and the button that opens one. */
export const requestsPage = new Hono<Env>();

requestsPage.get('/', (c) => show(c));

requestsPage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const partnerId = person.organization.id;
  const by = actorOf(person);
  if (form.one('revoke') !== '') {
    const revoked = await service.revokeRequest({ partnerId, requestId: form.one('revoke'), by });
    return revoked.isErr() ? show(c, revoked.error) : c.redirect('/partner?done=revoked', 303);
  }
  const indirectResellerId = form.one('reseller') === '' ? null : form.one('reseller');
  const opened = await service.openRequest({ partnerId, indirectResellerId, by });
  if (opened.isErr()) return show(c, opened.error);
  return c.redirect(`/partner/email?request=${encodeURIComponent(opened.value.request.id)}`, 303);
});

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { service, person, texts } = c.var;
  const { partner, requests } = valueOrThrow(await service.accountOf(person.organization.id));
  const named = requests.flatMap(({ indirectResellerId }) => indirectResellerId ?? []);
  const partnerName = await partnerNames(service, named);
  const all = partner.program === 'indirect-provider' ? await allPartners(service) : [];
  const resellers = all.filter(({ program, standing }) => program === 'indirect-reseller' && standing !== 'closed');
  return page(
    c,
    texts.requests.title,
    <>
      <p>{texts.requests.explanation}</p>
      <p>
        {texts.programs[partner.program]}
        {texts.gap}
        {texts.standings[partner.standing]}
      </p>
      <form method="post" action="/partner">
        {resellers.length > 0 && (
          <label>
            {texts.requests.together}
            <select name="reseller">
              <option value="">{texts.requests.nobody}</option>
              {resellers.map(({ id, name }) => (
                <option value={id} dir="auto">
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button>{texts.requests.open}</button>
      </form>
      {requests.length > 0 && (
        <ul>
          {requests.map(({ id, indirectResellerId, openedAt, revokedAt }) => (
            <li class="card">
              <dl>
                <dt>{texts.requests.opened}</dt>
                <dd>{texts.moment(openedAt)}</dd>
                {indirectResellerId !== null && (
                  <>
                    <dt>{texts.requests.together}</dt>
                    <dd>{partnerName(indirectResellerId)}</dd>
                  </>
                )}
                <dt>{texts.requests.state}</dt>
                <dd>
                  {revokedAt === null ? texts.requests.isOpen : texts.requests.isRevoked(texts.moment(revokedAt))}
                </dd>
              </dl>
              {revokedAt === null && (
                <form method="post" action="/partner">
                  <a href={`/partner/email?request=${encodeURIComponent(id)}`}>{texts.requests.email}</a>{' '}
                  <button name="revoke" value={id}>
                    {texts.requests.revoke}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </>,
    problem,
  );
}
