import type { BrokenRepository } from './broken-repository';
import { absenceRemembered } from './broken/absence-remembered';
import { absentFieldAsNull } from './broken/absent-field-as-null';
import { acknowledgedBeforeDurable } from './broken/acknowledged-before-durable';
import { agreementsCutOff } from './broken/agreements-cut-off';
import { cacheOfEachProcess } from './broken/cache-of-each-process';
import { changesAfterTheState } from './broken/changes-after-the-state';
import { changesBeforeTheCheck } from './broken/changes-before-the-check';
import { checkThenWriteRepository } from './broken/check-then-write';
import { commitsOfFourMegabytes } from './broken/commits-of-four-megabytes';
import { comparedByContent } from './broken/compared-by-content';
import { comparedByTime } from './broken/compared-by-time';
import { conflictAsFailure } from './broken/conflict-as-failure';
import { conflictAsSuccess } from './broken/conflict-as-success';
import { conflictAsUnknownOutcome } from './broken/conflict-as-unknown-outcome';
import { conflictThrown } from './broken/conflict-thrown';
import { cursorIgnored } from './broken/cursor-ignored';
import { cursorThatLeaves } from './broken/cursor-that-leaves';
import { cursorsOfEachProcess } from './broken/cursors-of-each-process';
import { datesRevived } from './broken/dates-revived';
import { documentsCutAt400Kilobytes } from './broken/documents-cut-at-400-kilobytes';
import { documentsOfAMebibyte } from './broken/documents-of-a-mebibyte';
import { equalCommitsAsOne } from './broken/equal-commits-as-one';
import { failureAsConflict } from './broken/failure-as-conflict';
import { historiesWithoutCase } from './broken/histories-without-case';
import { historyByTime } from './broken/history-by-time';
import { historyCutOff } from './broken/history-cut-off';
import { historyDoubledByRetries } from './broken/history-doubled-by-retries';
import { historyInOneBatch } from './broken/history-in-one-batch';
import { historyLostInACrash } from './broken/history-lost-in-a-crash';
import { historyNewestFirst } from './broken/history-newest-first';
import { historyOfEachProcess } from './broken/history-of-each-process';
import { historyOfExpectedRevisions } from './broken/history-of-expected-revisions';
import { historyPagesByRevision } from './broken/history-pages-by-revision';
import { historyPagesFromTheEnd } from './broken/history-pages-from-the-end';
import { historyTextInLatin1 } from './broken/history-text-in-latin1';
import { historyWithoutRepetitions } from './broken/history-without-repetitions';
import { idsAsNumbers } from './broken/ids-as-numbers';
import { idsAsPaths } from './broken/ids-as-paths';
import { idsAsPatterns } from './broken/ids-as-patterns';
import { idsAsProperties } from './broken/ids-as-properties';
import { idsCutOff } from './broken/ids-cut-off';
import { idsInherited } from './broken/ids-inherited';
import { idsPercentDecoded } from './broken/ids-percent-decoded';
import { idsWithoutCase } from './broken/ids-without-case';
import { instantsInSeconds } from './broken/instants-in-seconds';
import { itemLostBetweenPages } from './broken/item-lost-between-pages';
import { largeCommitsInBatches } from './broken/large-commits-in-batches';
import { largeDocumentsCut } from './broken/large-documents-cut';
import { lastChangeLeftOut } from './broken/last-change-left-out';
import { lastWriteWins } from './broken/last-write-wins';
import { listBeforeTheCheck } from './broken/list-before-the-check';
import { listByLastChange } from './broken/list-by-last-change';
import { listLeftBehind } from './broken/list-left-behind';
import { listOfEachProcess } from './broken/list-of-each-process';
import { listOfFirstCommits } from './broken/list-of-first-commits';
import { listOfUnknownPartnerFailed } from './broken/list-of-unknown-partner-failed';
import { listOfUnknownPartnerOfAll } from './broken/list-of-unknown-partner-of-all';
import { listRebuiltWrongly } from './broken/list-rebuilt-wrongly';
import { listThatFollowsLater } from './broken/list-that-follows-later';
import { listWithRepeats } from './broken/list-with-repeats';
import { listsOfAThousand } from './broken/lists-of-a-thousand';
import { listsSorted } from './broken/lists-sorted';
import { liveChangesKept } from './broken/live-changes-kept';
import { liveHistoryReturned } from './broken/live-history-returned';
import { liveListReturned } from './broken/live-list-returned';
import { liveReferenceKept } from './broken/live-reference-kept';
import { liveReferenceReturned } from './broken/live-reference-returned';
import { lockGivenUpEarly } from './broken/lock-given-up-early';
import { lockedWithinAProcess } from './broken/locked-within-a-process';
import { nothingSurvives } from './broken/nothing-survives';
import { nullAsAbsent } from './broken/null-as-absent';
import { orderedInAnotherCollation } from './broken/ordered-in-another-collation';
import { pagesByOffset } from './broken/pages-by-offset';
import { pagesOfAHundred } from './broken/pages-of-a-hundred';
import { pagesOfAMegabyte } from './broken/pages-of-a-megabyte';
import { pagesTooLarge } from './broken/pages-too-large';
import { reopenedInAscii } from './broken/reopened-in-ascii';
import { reopenedInTheOrderOfTexts } from './broken/reopened-in-the-order-of-texts';
import { reopenedNewestFirst } from './broken/reopened-newest-first';
import { reopenedWithOneAgreement } from './broken/reopened-with-one-agreement';
import { reopenedWithOnePage } from './broken/reopened-with-one-page';
import { reopenedWithSupersededRevisions } from './broken/reopened-with-superseded-revisions';
import { reopenedWithTheLastRevision } from './broken/reopened-with-the-last-revision';
import { revisionCountedByTheProcess } from './broken/revision-counted-by-the-process';
import { revisionInTwoSpellings } from './broken/revision-in-two-spellings';
import { revisionOfAnyId } from './broken/revision-of-any-id';
import { revisionOfContent } from './broken/revision-of-content';
import { revisionOfLastChange } from './broken/revision-of-last-change';
import { revisionThatIsANumber } from './broken/revision-that-is-a-number';
import { revisionThatOverflows } from './broken/revision-that-overflows';
import { stateAfterTheChanges } from './broken/state-after-the-changes';
import { statesWithoutCase } from './broken/states-without-case';
import { strangeCursorRejected } from './broken/strange-cursor-rejected';
import { textInLatin1 } from './broken/text-in-latin1';
import { textNormalised } from './broken/text-normalised';
import { textTrimmed } from './broken/text-trimmed';
import { textWithoutAstralCharacters } from './broken/text-without-astral-characters';
import { uncheckedUpdates } from './broken/unchecked-updates';
import { unknownIdRejected } from './broken/unknown-id-rejected';
import { unknownIdUndefined } from './broken/unknown-id-undefined';
import { updateOfNothingFailed } from './broken/update-of-nothing-failed';
import { upsertedFirstCommits } from './broken/upserted-first-commits';
import { userIdsTrimmed } from './broken/user-ids-trimmed';
import { withoutReopen } from './broken/without-reopen';

/** Repositories with one fault each, in the order of the promises that they break. */
export const brokenRepositories: readonly BrokenRepository[] = [
  checkThenWriteRepository,
  comparedByContent,
  comparedByTime,
  conflictAsSuccess,
  equalCommitsAsOne,
  lastWriteWins,
  lockGivenUpEarly,
  lockedWithinAProcess,
  revisionOfAnyId,
  uncheckedUpdates,
  upsertedFirstCommits,
  revisionCountedByTheProcess,
  revisionInTwoSpellings,
  revisionOfContent,
  revisionOfLastChange,
  revisionThatIsANumber,
  revisionThatOverflows,
  cacheOfEachProcess,
  changesAfterTheState,
  changesBeforeTheCheck,
  historyOfEachProcess,
  largeCommitsInBatches,
  listBeforeTheCheck,
  listLeftBehind,
  listOfFirstCommits,
  listOfEachProcess,
  listThatFollowsLater,
  stateAfterTheChanges,
  conflictAsFailure,
  conflictAsUnknownOutcome,
  conflictThrown,
  failureAsConflict,
  listOfUnknownPartnerFailed,
  listOfUnknownPartnerOfAll,
  strangeCursorRejected,
  unknownIdRejected,
  unknownIdUndefined,
  updateOfNothingFailed,
  absenceRemembered,
  absentFieldAsNull,
  agreementsCutOff,
  commitsOfFourMegabytes,
  datesRevived,
  lastChangeLeftOut,
  documentsCutAt400Kilobytes,
  documentsOfAMebibyte,
  historyTextInLatin1,
  instantsInSeconds,
  largeDocumentsCut,
  listsSorted,
  liveChangesKept,
  liveHistoryReturned,
  liveListReturned,
  liveReferenceKept,
  liveReferenceReturned,
  nullAsAbsent,
  textInLatin1,
  textNormalised,
  textTrimmed,
  textWithoutAstralCharacters,
  userIdsTrimmed,
  historyByTime,
  historyCutOff,
  historyDoubledByRetries,
  historyInOneBatch,
  historyNewestFirst,
  historyOfExpectedRevisions,
  historyWithoutRepetitions,
  cursorIgnored,
  cursorThatLeaves,
  cursorsOfEachProcess,
  historiesWithoutCase,
  historyPagesByRevision,
  historyPagesFromTheEnd,
  idsAsNumbers,
  idsAsPaths,
  idsAsPatterns,
  idsAsProperties,
  idsInherited,
  idsCutOff,
  idsPercentDecoded,
  idsWithoutCase,
  itemLostBetweenPages,
  listByLastChange,
  listWithRepeats,
  listsOfAThousand,
  orderedInAnotherCollation,
  pagesByOffset,
  pagesOfAHundred,
  pagesOfAMegabyte,
  pagesTooLarge,
  statesWithoutCase,
  acknowledgedBeforeDurable,
  historyLostInACrash,
  listRebuiltWrongly,
  nothingSurvives,
  reopenedInAscii,
  reopenedInTheOrderOfTexts,
  reopenedNewestFirst,
  reopenedWithOneAgreement,
  reopenedWithOnePage,
  reopenedWithSupersededRevisions,
  reopenedWithTheLastRevision,
  withoutReopen,
];
