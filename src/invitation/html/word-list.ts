/** Tests for the words of a list. */
export function wordList(words: string): (word: string) => boolean {
  const listed = new Set(words.split(' '));
  return (word) => listed.has(word);
}
