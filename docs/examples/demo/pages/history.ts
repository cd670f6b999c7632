import type { Page, RecordedChange, RelationshipChange } from 'partner-relationships';
import { shortTime } from '../clock';
import type { Stage } from '../stage';
import { inWords } from '../story/changes';
import { valueOf } from '../story/step';

/** Everything that ever happened to the customer's relationships. */
export async function showHistory(stage: Stage): Promise<void> {
  const { cast, tell, application } = stage;
  tell.chapter(`What is on record about ${cast.customer.name}`);
  const lines = inWords(await wholeHistory(stage), application);
  tell.table({
    columns: ['When', 'Who did it', '', 'What changed'],
    groups: [
      lines.map(({ at, by, sign, text }, index) => {
        const isSameMoment = lines[index - 1]?.at === at;
        return [isSameMoment ? '' : shortTime(at), isSameMoment ? '' : by, sign, text];
      }),
    ],
  });
}

async function wholeHistory({ service, cast }: Stage): Promise<readonly RelationshipChange[]> {
  const changes: RelationshipChange[] = [];
  let after: string | null = null;
  do {
    const page: Page<RecordedChange<RelationshipChange>> = valueOf(
      'the history',
      await service.historyOf(cast.customer.id, { after }),
    );
    changes.push(...page.items.map(({ change }) => change));
    after = page.next;
  } while (after !== null);
  return changes;
}
