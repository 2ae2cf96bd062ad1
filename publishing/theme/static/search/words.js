// How words are told apart, and in which form they are looked up: the same as in
// publishing/base/words.py, where the reasons are.

const JOINT = "\u2060";

const INVISIBLE = /[\u00ad\u200b\u2060\u2063\ufeff]/g;
const UNSPACED =
  /[\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]\u30fb?|[\uff66-\uff9d][\uff9e\uff9f]?|[\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|[\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*|[\u1780-\u17b3\u17d7](?:[\u17b4-\u17d1\u17d3\u17dd]|\u17d2[\u1780-\u17b3])*|[\u1000-\u102a\u103f\u1050-\u1055](?:[\u102b-\u1038\u103a-\u103e\u1056-\u1059]|\u1039[\u1000-\u102a])*/gu;
const CLOSE =
  /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+$/u;
const INNER =
  /(?:[^\p{L}\p{N}\p{M}_\s\-.'’&@+#$%·\u2011\u200c\u200d,](?<=[\p{L}\p{N}\p{M}_+#].)|,(?<=[\p{L}\p{N}\p{M}_].)(?<!\p{Nd},))[^\p{L}\p{N}_\s]*(?=[\p{L}\p{N}_])|(?<![\p{L}\p{N}_])v(?=\p{Nd})/giu;
const QUOTED = /^\s*["“”„«»「『](.*)["“”«»」』]\s*$/u;

const PLUS = /(?<=[A-Za-z])\+{1,2}(?!\p{L})/gu;
const SHARP = /(?<![\p{L}\p{N}])([A-Za-z])#(?!\p{L})/gu;
const MUTE = /[™℠\u30fb\u2060\u2063\u200c-\u200f\u202a-\u202e\u2066-\u2069]/g;
const FORMS = new Map(
  (
    "ß:ss ẞ:SS æ:ae Æ:Ae œ:oe Œ:Oe ø:o Ø:O đ:d Đ:D ð:d Ð:D þ:th Þ:Th ł:l Ł:L ħ:h Ħ:H ı:i İ:I " +
    "ـ: ٱ:ا ى:ي ی:ي ے:ي ة:ه ۀ:ه ہ:ه ھ:ه ک:ك"
  )
    .split(" ")
    .map((pair) => pair.split(":")),
);
const ZEROS = [..."٠۰०০੦૦୦௦౦೦൦๐໐༠၀០"].map((zero) => zero.codePointAt());
const CODED = [
  [0x0e00, 0x100],
  [0x1000, 0xa0],
  [0x1780, 0x80],
  [0x3040, 0xc0],
];

const letter = (char) => {
  if (FORMS.has(char)) return FORMS.get(char);
  const code = char.codePointAt();
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  if (zero) return String(code - zero);
  let place = 0xa000;
  for (const [start, length] of CODED) {
    if (code >= start && code < start + length) return String.fromCodePoint(place + code - start);
    place += length;
  }
  return char;
};

export const wordsOf = (text) =>
  text
    .replace(INVISIBLE, "")
    .replace(UNSPACED, " $& ")
    .replace(INNER, `$&${JOINT} `)
    .split(/\s+/)
    .filter(Boolean);

// The form in which a word is looked up.
export const folded = (word) =>
  word
    .replace(MUTE, "")
    .normalize("NFKC")
    .replace(/[^\0-\x7f]/gu, letter)
    .replace(/\s/g, "")
    .replace(PLUS, (found) => "plus".repeat(found.length))
    .replace(SHARP, "$1sharp") || word;

// A word as it is shown.
export const shown = (word) => word.replace(INVISIBLE, "");

// What ends with an invisible sign because of a space that stands there is close to nothing.
const isClose = (word) => CLOSE.test(word);
const isJoined = (before, after) => before.endsWith(JOINT) || (isClose(before) && isClose(shown(after)));

// What stands between two words of a text.
export const between = (before, after) => (isJoined(before, after) ? "" : " ");

// Whether there is enough to look for: two letters, or one character that is a word.
export const isEnough = (text) => text.replace(UNSPACED, "$&$&").length > 1;

// A query: the words as they are looked up; whether they are to stand side by side, which they
// are in quotes and where no space divides them; and whether none of them can be but a beginning.
export const asked = (text) => {
  const quoted = QUOTED.exec(text);
  const written = wordsOf(quoted ? quoted[1] : text);
  const words = written
    .map((word) => folded(word).replace(/[^\p{L}\p{N}\p{M}\p{Pc}.'’-]/gu, ""))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const isWhole = words.length > 0 && written.every(isClose);
  const isOne = written.length > 1 && written.every((word, at) => !at || isJoined(written[at - 1], word));
  return { words, isPhrase: Boolean(quoted) || isWhole || isOne, isWhole };
};

// A word without the signs around it, unless it is named by them: C++.
export const bare = (word) =>
  word.match(/[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?[+#]*/u)?.[0] ?? shown(word);
