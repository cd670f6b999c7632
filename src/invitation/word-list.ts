/** Tests for the words of a list; `x-*` stands for every word that begins with `x-`. */
export function wordList(words: string): (word: string) => boolean {
  const listed = new Set(words.split(' '));
  return (word) => {
    if (listed.has(word)) return true;
    const hyphens = [...word.slice(0, LONGEST).matchAll(/-/g)];
    return hyphens.some(({ index }) => listed.has(`${word.slice(0, index)}-*`));
  };
}

const LONGEST = 40;
