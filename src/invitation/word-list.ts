/** The words of a text. One that ends in `*` stands for all that begin so and go on behind a hyphen. */
export function wordList(words: string): (word: string) => boolean {
  const listed = new Set(words.split(' '));
  return (word) =>
    listed.has(word) || [...word.slice(0, LONGEST).matchAll(/-/g)].some(({ index }) => listed.has(`${word.slice(0, index)}-*`));
}

const LONGEST = 40;
