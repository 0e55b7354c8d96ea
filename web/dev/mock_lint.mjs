/*
 * A tiny imitation of the desk's manners, enough to draw the composer and to run the browser tests
 * without a built server. The real rules are the desk's; this knows four by their simplest case.
 */

const known = new Set(["USA", "EU", "KESTREL", "OK", "SSN", "IBAN", "ID", "PDF"]);
const shorthand = {
  lol: "that made me laugh",
  brb: "I will be right back",
  imo: "in my opinion",
  asap: "as soon as possible",
};

const points = (text, utf16) => [...text.slice(0, utf16)].length;

function finding(text, rule, severity, match, message, fixText, source) {
  const start = points(text, match.index);
  const end = points(text, match.index + match[0].length);
  return {
    rule,
    severity,
    start,
    end,
    message,
    fix: fixText === null ? null : { start, end, text: fixText },
    source,
  };
}

export function lint({ text, visibility, limit }) {
  const findings = [];
  for (const match of text.matchAll(/\p{Lu}{2,}(?:[\s,!?]+\p{Lu}{2,})*/gu)) {
    const words = match[0].split(/\s+/);
    if (words.every((word) => known.has(word)) || match[0].length < 4) continue;
    const atStart = match.index === 0 || /[.!?]\s*$/.test(text.slice(0, match.index));
    const lower = match[0].toLowerCase();
    const calm = atStart ? lower.charAt(0).toUpperCase() + lower.slice(1) : lower;
    findings.push(
      finding(text, "shouting", "error", match, "Capitals read as yelling.", calm, "A9"),
    );
  }
  for (const match of text.matchAll(/\b(lol|brb|imo|asap)\b/gi)) {
    const expansion = shorthand[match[0].toLowerCase()];
    findings.push(
      finding(
        text,
        "unshared-shorthand",
        "warning",
        match,
        "They have not used this shorthand themselves.",
        expansion,
        "A3",
      ),
    );
  }
  for (const match of text.matchAll(/\{\{?\w+\}?\}|\[(?:name|date|order)\]/gi)) {
    findings.push(
      finding(
        text,
        "placeholder",
        "error",
        match,
        "A placeholder is still in the text.",
        null,
        null,
      ),
    );
  }
  if (visibility === "public") {
    for (const match of text.matchAll(/\b(?:order|booking)\s+#?\d{4,}\b/gi)) {
      findings.push(
        finding(
          text,
          "private-data",
          "error",
          match,
          "An order number stands here for everybody to see.",
          "your order",
          "A5",
        ),
      );
    }
  }
  if (limit && [...text].length > limit.max) {
    findings.push({
      rule: "too-long",
      severity: "error",
      start: null,
      end: null,
      message: `This is longer than the ${limit.max} characters that fit there.`,
      fix: null,
      source: "D7",
    });
  }
  return { ok: findings.every((each) => each.severity !== "error"), findings };
}
