import { err, ok, type Result } from 'neverthrow';
import { castOf } from './cast';
import type { Market } from './market';
import { showCustomerLists } from './pages/customer-lists';
import { showHistory } from './pages/history';
import { showHoldersOverTime } from './pages/holders-over-time';
import { showOperationsGrid } from './pages/operations-grid';
import { showPartnerRelationships } from './pages/partner-relationships';
import { showPlaybill } from './pages/playbill';
import { stageFor } from './stage';
import { playStory } from './story/story';
import type { Teller } from './teller';

/**
 * Plays the story with the cast of a market, and shows what everybody sees in the end. The errors say who is missing in
 * the market. It throws if the library gives an answer that the story does not expect.
 */
export async function playDemo(market: Market, file: string, tell: Teller): Promise<Result<null, readonly string[]>> {
  const cast = castOf(market);
  if (cast.isErr()) return err(cast.error);
  const stage = stageFor(market, cast.value, tell);

  showPlaybill(market, cast.value, file, tell);
  await playStory(stage, market);

  await showPartnerRelationships(stage);
  await showCustomerLists(stage);
  await showOperationsGrid(stage);
  await showHoldersOverTime(stage);
  await showHistory(stage);

  const { done, refused } = stage.tally;
  tell.gap();
  tell.remark(`${String(done)} steps done and ${String(refused)} refused, each according to the rules.`);
  tell.remark('To play your own partners and customers: npm run demo -- file.json (see npm run demo -- --help)');
  return ok(null);
}
