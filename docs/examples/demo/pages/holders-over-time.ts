import { shortTime } from '../clock';
import type { Stage } from '../stage';
import { delegationsAt } from '../story/look-back';
import type { Cell } from '../table';

/** Who held admin rights of the customer at the moments that the story has remembered. */
export async function showHoldersOverTime(stage: Stage): Promise<void> {
  const { cast, moments, tell, application } = stage;
  const { customer } = cast;
  tell.chapter(`Who held admin rights of ${customer.name}, and when`);
  const held = await Promise.all(moments.map(({ at }) => delegationsAt(stage, customer, at)));
  const services = [...new Set(held.flat().map(({ serviceId }) => serviceId))].sort();
  const holders = (at: number, serviceId: string): readonly string[] =>
    (held[at] ?? [])
      .filter((delegation) => delegation.serviceId === serviceId)
      .map(({ partnerId }) => application.partnerName(partnerId));
  tell.table({
    columns: ['Service', ...moments.map(({ title, at }) => `${shortTime(at)} ${title}`)],
    groups: services.map((serviceId) => rowsOf(serviceId, moments.map((_, at) => holders(at, serviceId)))),
  });
}

/** As many lines as the moment with the most holders needs. */
function rowsOf(serviceId: string, holders: readonly (readonly string[])[]): readonly (readonly Cell[])[] {
  const height = Math.max(...holders.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => [
    line === 0 ? { text: serviceId, colour: 'heading' } : '',
    ...holders.map((names): Cell => {
      if (names.length === 0 && line === 0) return { text: 'nobody', colour: 'quiet' };
      return names[line] ?? '';
    }),
  ]);
}
