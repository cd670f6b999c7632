import { isRecord } from '../model/decode';
import { answerOf } from './asked';
import type { Check, Ground } from './check';
import { acquisition, customers } from './customer-kind';
import { firstDifference } from './difference';
import { customerIdOf, partnerIdOf } from './documents';
import { mark, marks, type AnyChange, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { counted, shown } from './shown';
import { turn } from './time-limit';
import { walk, wholeHistory, wholeList } from './walk';

/** The second half of MUST 7. */
export const ids: readonly Check[] = [
  ...checksOf(partners),
  ...checksOf(customers),
  { promise: 'ids', title: 'among the customers of one list', run: customersOfOneList },
  { promise: 'ids', title: 'among the partners whose lists are asked for', run: listsOfPartners },
];

const LONG = 'x'.repeat(127);

/** Pairwise different, and each valid. Neighbours are what some store or other takes for the same. */
const DISTINCT: readonly string[] = [
  ...['contoso', 'Contoso', 'CONTOSO'],
  ...['7', '007', '07', '7.0', '+7', '0x7'],
  ...['1000', '1e3', '1E3', '1000.0', '1,000'],
  ...['9007199254740992', '9007199254740993'],
  ...['0', '-0', '00', 'false', 'null', 'undefined', 'NaN'],
  ...['a/b', 'a%2Fb', 'a%2fb', 'a%252Fb', 'a\\b', 'a//b', '/a/b', 'a/b/'],
  ...['a', 'a.', 'a..', '.a', './a', '.', '..', '../a', '~', 'a~1'],
  ...['CON', 'con', 'nul', 'NUL.txt', 'aux:'],
  ...['a_b', 'a%b', 'axb', 'a*b', 'a?b', 'a[b', '[ab]', '%', '_', '*'],
  ...["a'b", "a''b", 'a"b', 'a`b', "a\\'b", "';--", 'a;b', 'a--b', '/*a*/', '$1', ':a', '@a', '#a', '{a}', '${a}'],
  ...['a+b', 'a%20b', 'a&b', 'a&amp;b', 'a=b', 'a|b', 'a,b', 'a:b', '<a>', '(a)', '!a', '^a'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length'],
  ...[`${LONG}x`, `${LONG}X`, `${LONG}y`, LONG, 'x'.repeat(64), 'x'.repeat(63)],
];

const BYTES =
  'Give ids a binary collation ("C", utf8mb4_bin, COLLATE BINARY) in columns and indexes of text, 128 characters ' +
  'wide; encode them where a path, a pattern or a number is made of them; use a Map, not an object, in memory.';

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  return [
    { promise: 'ids', title: `of ${kind.noun}s`, run: (ground) => eachItsOwn(ground, kind) },
    {
      promise: 'ids',
      title: `of ${kind.noun}s that are not there, beside others that are`,
      run: (ground) => noneOfAnother(ground, kind),
    },
  ];
}

async function eachItsOwn<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const all = DISTINCT.map((text, at) => {
    const id = kind.idOf(text);
    const founding = kind.founding(id);
    const { next, changes } = kind.addition(founding.next, at + 1);
    return { id, number: at + 1, next, changes: [...founding.changes, ...changes] };
  });
  for (const { id, number, next, changes } of all) {
    const answer = await store.tryCommit({ id, expected: 'absent', next, changes });
    if (answer.kind === 'value') continue;
    const others = DISTINCT.slice(Math.max(0, number - 3), number - 1).map(shown).join(' and ');
    throw ground.nonconformity({
      due: `the ${kind.noun} ${shown(id)} can be committed at "absent", as nothing is there`,
      did: `it ${answer.text}; committed before were ${others || 'none'}`,
      advice: BYTES,
    });
  }
  for (const { id, number, changes } of all) {
    const loaded = await store.load(id);
    const got = loaded === null ? [] : kind.additionsIn(loaded.state);
    if (firstDifference([number], got) !== null)
      throw ground.nonconformity(mistaken(`loading the ${kind.noun}`, id, got));
    const history = new Set((await wholeHistory(ground, store, id)).map(({ change }) => mark(change)));
    if (firstDifference([...new Set(marks({ changes }))].sort(), [...history].sort()) !== null) {
      throw ground.nonconformity(mistaken(`reading the history of the ${kind.noun}`, id, [...history]));
    }
  }
}

async function noneOfAnother<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const raw = kind.rawStoreOf(ground.first.repository);
  for (const text of DISTINCT.filter((_, at) => at % 2 === 0)) {
    const id = kind.idOf(text);
    await store.tryCommit({ id, expected: 'absent', ...kind.founding(id) });
  }
  const nobody = await answerOf(ground, 'load of an id like others', () => raw.load(kind.idOf('nobody-in-particular')));
  // That nothing is answered as nothing, and not with an error, is another check's matter, unless ids differ in it.
  const isNothing = nobody.kind === 'value' && nobody.value === null;
  for (const text of DISTINCT.filter((_, at) => at % 2 === 1)) {
    const id = kind.idOf(text);
    const loaded = await answerOf(ground, `load(${shown(id)})`, () => raw.load(id));
    const isAnother = loaded.kind === 'value' && isRecord(loaded.value);
    if (isAnother || (isNothing && loaded.kind !== 'value'))
      throw ground.nonconformity(mistaken('loading what is not there,', id, 'text' in loaded ? loaded.text : loaded));
    const page = await answerOf(ground, `history(${shown(id)})`, () => raw.history(id, { after: null, limit: 10 }));
    if (page.kind === 'value' && page.value.items.length > 0) {
      throw ground.nonconformity(mistaken('reading the history of what is not there,', id, page.value.items));
    }
  }
}

async function customersOfOneList(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  for (const text of DISTINCT) {
    const id = customerIdOf(text);
    await ground.first.customers.tryCommit({ id, expected: 'absent', ...acquisition(id, partnerId) });
  }
  // Whether the list keeps up with the commits is another check's matter.
  await turn();
  for (const limit of [1, 1000]) {
    const list = await walk(ground, (page) => ground.first.customersOf(partnerId, page), [limit]);
    const due = [...DISTINCT].sort();
    const got = [...new Set<string>(list)].sort();
    if (firstDifference(due, got) === null && list.length === got.length) continue;
    const missing = due.filter((text) => !got.includes(text));
    const extra = got.filter((text) => !due.includes(text));
    throw ground.nonconformity({
      due: `the list, read in pages of ${limit}, has each of ${due.length} customers once, under its very id`,
      did: `it had ${counted(list.length, 'item')}; missing ${shown(missing)}; not asked for ${shown(extra)}`,
      advice: BYTES,
    });
  }
}

async function listsOfPartners(ground: Ground): Promise<void> {
  for (const [at, text] of DISTINCT.entries()) {
    const id = customerIdOf(`customer-${at}`);
    await ground.first.customers.commit({ id, expected: 'absent', ...acquisition(id, partnerIdOf(text)) });
  }
  await turn();
  for (const [at, text] of DISTINCT.entries()) {
    const list = await wholeList(ground, ground.first, partnerIdOf(text));
    if (firstDifference([`customer-${at}`], [...list]) === null) continue;
    throw ground.nonconformity(mistaken('reading the customer list of the partner', text, list));
  }
}

function mistaken(what: string, id: string, got: unknown): Finding {
  return {
    due: `${what} ${shown(id)} gives what was committed under this id and nothing else`,
    did: `it gave ${shown(got)}`,
    advice: BYTES,
  };
}
