import { acceptance, customersOf } from '../fixtures/customers';
import { distinctIds } from '../fixtures/distinct-ids';
import {
  counted, firstDifference, readIds, shown, turn, walk,
  type Document, type Draft, type Finding, type Ground, type Kind, type Listing, type Promised,
} from '../harness/words';
import { PAGES_AND_IDS } from './must-7-pages';

const BYTES =
  'Give ids a binary collation ("C", utf8mb4_bin, COLLATE BINARY) in columns and indexes of text, 128 characters ' +
  'wide; encode them if you make a path, a pattern or a number of them; use a Map, not an object, in memory.';

export const ids: Promised = {
  must: '7',
  name: 'ids are compared byte for byte',
  words: PAGES_AND_IDS,
  ofEach: [
    {
      title: 'of {document}s, those that are there and those that are not, and of those in the list of all',
      run: eachItsOwn,
      advice: BYTES,
    },
  ],
  ofAll: [
    {
      title: "of the customers in a partner's lists, and of the partners whose lists are asked for",
      run: listsOfPartners,
      advice: BYTES,
    },
  ],
};

/** Commits every second id and looks under the others, then commits those as well and looks under all. */
async function eachItsOwn(ground: Ground, kind: Kind): Promise<void> {
  const drafts = distinctIds.map((id, at) => kind.document(id).foundingWith(at + 1));
  const early = drafts.filter((_, at) => at % 2 === 0);
  const late = drafts.filter((_, at) => at % 2 === 1);
  for (const draft of early) await mustCommit(ground, draft);
  const nobody = await kind.document('nobody-in-particular').tryLoad(ground.first);
  // That nothing is answered as nothing, and not with an error, is another check's matter, unless ids differ in it.
  const isNothing = nobody.kind === 'value' && nobody.value === null;
  for (const { document } of late) await mustBeNothing(ground, document, isNothing);
  for (const draft of late) await mustCommit(ground, draft);
  for (const draft of drafts) await mustBeItsOwn(ground, draft);
  await mustShowEach(ground, kind.list);
}

async function mustCommit(ground: Ground, draft: Draft): Promise<void> {
  const { document: { id, noun } } = draft;
  const answer = await draft.tryCommit(ground.first, 'absent');
  if (answer.kind === 'value') return;
  throw ground.nonconformity({
    due: `the ${noun} ${shown(id)} can be committed at "absent", as nothing is there`,
    did: `it ${answer.text}, perhaps because an id like it is there`,
  });
}

async function mustBeNothing(ground: Ground, document: Document, isNothing: boolean): Promise<void> {
  const loaded = await document.tryLoad(ground.first);
  const isAnother = loaded.kind === 'value' && loaded.value !== null;
  if (isAnother || (isNothing && loaded.kind !== 'value')) {
    const got = loaded.kind === 'value' ? loaded.value?.found : loaded.text;
    throw ground.nonconformity(mistaken('loading what is not there,', document.id, got));
  }
  const page = await document.tryHistory(ground.first, { after: null, limit: 10 });
  if (page.kind === 'value' && page.value.items.length > 0) {
    throw ground.nonconformity(mistaken('reading the history of what is not there,', document.id, page.value.items));
  }
}

async function mustBeItsOwn(ground: Ground, { document, additions, labels }: Draft): Promise<void> {
  const loaded = await document.load(ground.first);
  const got = loaded?.additions() ?? [];
  if (firstDifference(additions, got) !== null) {
    throw ground.nonconformity(mistaken(`loading the ${document.noun}`, document.id, got));
  }
  const history = [...new Set(await document.labels(ground.first))];
  if (firstDifference([...new Set(labels)].sort(), history.sort()) !== null) {
    throw ground.nonconformity(mistaken(`reading the history of the ${document.noun}`, document.id, history));
  }
}

async function listsOfPartners(ground: Ground): Promise<void> {
  const partner = 'partner-in-question';
  for (const id of distinctIds) await acceptance(id, partner, id).tryCommit(ground.first, 'absent');
  // Whether the list keeps up with the commits is another check's matter.
  await turn();
  for (const name of ['related', 'administered'] as const) {
    await mustShowEach(ground, customersOf(name, partner));
    for (const id of distinctIds) {
      const found = await customersOf(name, id).ids(ground.first);
      if (firstDifference([id], found) === null) continue;
      throw ground.nonconformity(mistaken(`reading the list "${name}" of the partner`, id, found));
    }
  }
}

async function mustShowEach(ground: Ground, list: Listing): Promise<void> {
  for (const limit of [1, 1000]) {
    const found = await walk(ground, readIds(list, ground.first), [limit]);
    const due = [...distinctIds].sort();
    const got = [...new Set(found)].sort();
    if (firstDifference(due, got) === null && found.length === got.length) continue;
    const missing = due.filter((text) => !got.includes(text));
    const extra = got.filter((text) => !due.includes(text));
    throw ground.nonconformity({
      due: `${list.name}, read in pages of ${limit}, shows each of ${due.length} once, under its very id`,
      did: `it had ${counted(found.length, 'item')}; missing ${shown(missing)}; not asked for ${shown(extra)}`,
    });
  }
}

function mistaken(what: string, id: string, got: unknown): Finding {
  return {
    due: `${what} ${shown(id)} gives what was committed under this id and nothing else`,
    did: `it gave ${shown(got)}`,
  };
}
