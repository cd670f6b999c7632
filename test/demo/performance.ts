import { playDemo } from '../../docs/examples/demo/demo';
import { inkFor } from '../../docs/examples/demo/ink';
import type { Market } from '../../docs/examples/demo/market';
import { readMarket } from '../../docs/examples/demo/market';
import { tellerTo } from '../../docs/examples/demo/teller';

export interface Performance {
  readonly lines: readonly string[];
  /** Who is missing in the market; nothing when the story was played. */
  readonly problems: readonly string[];
}

/** Plays the demo in this process, without colours. */
export async function perform(market: Market, width: number = 100): Promise<Performance> {
  const lines: string[] = [];
  const tell = tellerTo((line) => lines.push(line), inkFor(false), width);
  const played = await playDemo(market, 'market.json', tell);
  return { lines, problems: played.isOk() ? [] : played.error };
}

type Fields = Readonly<Record<string, unknown>>;

/** A market as its file has it, with fields to leave out taken for what is usual. */
export function marketText(lists: {
  readonly partners?: readonly Fields[];
  readonly customers?: readonly Fields[];
  readonly subscriptions?: readonly Fields[];
}): string {
  const { partners = [], customers = [], subscriptions = [] } = lists;
  return JSON.stringify({
    partners: partners.map((fields) => ({ name: 'Contoso', program: 'direct-bill', standing: 'active', ...fields })),
    customers: customers.map((fields) => ({ name: 'Adatum', ...fields })),
    subscriptions: subscriptions.map((fields) => ({
      customerId: 'adatum',
      serviceId: 'intune',
      originalResellerId: null,
      partnerOfRecordId: null,
      status: 'active',
      ...fields,
    })),
  });
}

export function marketOf(lists: Parameters<typeof marketText>[0]): Market {
  return readMarket(marketText(lists))._unsafeUnwrap();
}
