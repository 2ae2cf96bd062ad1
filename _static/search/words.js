// How words are told apart.

// Scripts without spaces. Each character is a word to Pagefind: see publishing/search/search_text.py.
const UNSPACED =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]|[\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|[\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*/gu;
const CLOSE =
  /^[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+$/u;

// What stands between two words of a text.
export const between = (before, after) => (CLOSE.test(before) && CLOSE.test(after) ? "" : " ");

// Whether there is enough to look for: two letters, or one character that is a word.
export const isEnough = (text) => text.replace(UNSPACED, "$&$&").length > 1;

// A query as Pagefind takes it: a text of such scripts alone is looked for as it stands.
export const asked = (text) => {
  const words = text.replace(UNSPACED, " $& ").trim().split(/\s+/);
  return words.every((word) => CLOSE.test(word)) ? `"${words.join(" ")}"` : words.join(" ");
};

// A word without the marks around it.
export const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
