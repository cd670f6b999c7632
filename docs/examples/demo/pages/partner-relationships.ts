import type { PartnerOnService } from 'partner-relationships';
import { shortTime } from '../clock';
import type { Stage } from '../stage';
import { counted } from '../story/enumeration';
import { valueOf } from '../story/step';
import type { Cell } from '../table';

const MOST_SERVICES = 8;

/** The customer's page "Partner relationships": all its partners for each service, and who holds admin rights. */
export async function showPartnerRelationships({ service, application, cast, tell }: Stage): Promise<void> {
  const { customer } = cast;
  const subscribed = [...new Set(application.subscriptionsOf(customer.id).map(({ serviceId }) => serviceId))];
  const shown = subscribed.slice(0, MOST_SERVICES);
  const page = valueOf('the partner page', await service.partnersOf(customer.id, shown));
  const names = new Map(page.partners.map(({ id, name }) => [id, name]));

  tell.chapter(`What ${customer.name} sees: its partners for each service`, ['customer-reviews-partners-by-service']);
  tell.table({
    columns: ['Service', 'Partner', 'Admin rights', 'Since', 'Relationship'],
    groups: page.services.map(({ serviceId, partners }) =>
      partners.map((partner, at) => [
        at === 0 ? { text: serviceId, colour: 'heading' } : '',
        names.get(partner.partnerId) ?? partner.partnerId,
        adminRights(partner, partner.through.map(application.partnerName)),
        partner.grantedAt === null ? '' : shortTime(partner.grantedAt),
        partner.hasRelationship ? 'its own' : 'none of its own',
      ]),
    ),
  });
  const more = subscribed.length - shown.length;
  if (more > 0) tell.remark(`… and ${counted(more, 'more service')} that it subscribes to`);
}

function adminRights({ hasAdminRights, transacting }: PartnerOnService, providers: readonly string[]): Cell {
  if (!hasAdminRights) return { text: 'none', colour: 'quiet' };
  if (transacting) return { text: 'yes, the transacting partner', colour: 'good' };
  const text = providers.length === 0 ? 'yes, not transacting' : `yes, through ${providers.join(', ')}`;
  return { text, colour: 'good' };
}
