/*
 * A running count for the agent's eye while typing. The desk's `too-long` rule has the last word;
 * this only has to be near enough to steer by, so it knows the units
 * and the two platforms that weigh words.
 */

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const address = /https?:\/\/\S+/g;
const addressLength = 23;

/** Code points that X counts double: all but Latin, punctuation and a few marks. */
function isHeavy(codePoint: number): boolean {
  return !(
    codePoint <= 4351 ||
    (codePoint >= 8192 && codePoint <= 8205) ||
    (codePoint >= 8208 && codePoint <= 8223) ||
    (codePoint >= 8242 && codePoint <= 8247)
  );
}

function weighted(text: string): number {
  let length = 0;
  const words = text.replace(address, () => {
    length += addressLength;
    return "";
  });
  for (const { segment } of graphemes.segment(words)) {
    length += [...segment].some((each) => isHeavy(each.codePointAt(0) ?? 0))
      ? 2
      : [...segment].length;
  }
  return length;
}

/**
 * @param unit what the desk calls the platform's unit: "bytes", "UTF-16 units", "characters"
 * @param kind the channel, because "characters" is not the same everywhere
 */
export function lengthIn(text: string, unit: string, kind: string): number {
  if (/byte/i.test(unit)) return new TextEncoder().encode(text).length;
  if (/utf.?16/i.test(unit)) return text.length;
  if (kind === "x") return weighted(text);
  if (kind === "mastodon") return charactersOf(text.replace(address, "x".repeat(addressLength)));
  return charactersOf(text);
}

function charactersOf(text: string): number {
  let number = 0;
  for (const _ of graphemes.segment(text)) number += 1;
  return number;
}
