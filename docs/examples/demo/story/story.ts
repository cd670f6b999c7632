import type { Market } from '../market';
import { remember, type Stage } from '../stage';
import { advice } from './advice';
import { closing } from './closing';
import { forgetting } from './forgetting';
import { indirectReseller } from './indirect-reseller';
import { invitation } from './invitation';
import { parting } from './parting';
import { registration } from './registration';
import { relinquishment } from './relinquishment';
import { removal } from './removal';
import { replacement } from './replacement';
import { restoration } from './restoration';
import { roles } from './roles';

const SECOND_SELLER = 'a second active partner of the program "direct-bill" or "indirect-provider"';

/** The whole story, chapter by chapter. A chapter whose roles nobody can play says so and is left out. */
export async function playStory(stage: Stage, market: Market): Promise<void> {
  const { rival, advisor, provider, indirectReseller: reseller, leaver, otherCustomers } = stage.cast;
  await registration(stage, market);
  await invitation(stage);

  if (rival === null) leaveOut(stage, 3, SECOND_SELLER);
  else await replacement(stage, rival);

  if (advisor === null) leaveOut(stage, 4, 'an active partner of the program "advisor"');
  else await advice(stage, advisor);

  const before = await removal(stage);
  await restoration(stage, before);

  if (provider === null) leaveOut(stage, 7, 'an active partner of the program "indirect-provider"');
  else if (reseller === null) leaveOut(stage, 7, 'a partner of the program "indirect-reseller"');
  else await indirectReseller(stage, provider, reseller);

  await relinquishment(stage);
  await parting(stage);

  if (leaver === null) leaveOut(stage, 10, SECOND_SELLER);
  else await closing(stage, leaver);

  const forgotten = otherCustomers.at(-1);
  if (forgotten === undefined) leaveOut(stage, 11, 'a second customer');
  else await forgetting(stage, forgotten);

  await roles(stage);
  remember(stage, 'at the end');
}

function leaveOut({ tell }: Stage, chapter: number, missing: string): void {
  tell.chapter(`${String(chapter)}  Left out`);
  tell.remark(`This chapter needs ${missing}, and the file has none.`);
}
