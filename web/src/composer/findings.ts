/*
 * Findings as the composer uses them. The desk counts code points, the editor UTF-16 units: an emoji
 * is one for the desk and two here, so every range crosses over through a table made once per text.
 *
 * A warning never nags twice: what the agent chose to leave is remembered for this draft by the rule
 * and the words it pointed at, so it stays away even while the text around it changes. Errors cannot
 * be put aside; they can only be mended or overridden with a reason.
 */
import type { Finding } from "../api/types";

export interface PlacedFinding extends Finding {
  /** UTF-16 offsets in the draft; null for findings about the whole answer. */
  from: number | null;
  to: number | null;
  /** What is underlined, for remembering and for screen readers. */
  excerpt: string;
  /** The number in the margin, from 1. */
  number: number;
}

/** offsets[i] is where code point i starts, with one more entry for the end. */
export function codePointOffsets(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return offsets;
}

function clamp(offsets: number[], codePoint: number): number {
  return offsets[Math.min(Math.max(0, codePoint), offsets.length - 1)] ?? 0;
}

const rank: Record<Finding["severity"], number> = { error: 0, warning: 1, hint: 2 };

/** Numbers the findings in reading order, whole-answer ones last, without those put aside. */
export function place(findings: Finding[], text: string, kept: readonly string[]): PlacedFinding[] {
  const offsets = codePointOffsets(text);
  const placed = findings.map((finding) => {
    const whole = finding.start === null || finding.end === null;
    const from = whole ? null : clamp(offsets, finding.start as number);
    const to = whole ? null : clamp(offsets, finding.end as number);
    const excerpt = from === null || to === null ? "" : text.slice(from, to);
    return { ...finding, from, to, excerpt, number: 0 };
  });
  return placed
    .filter((finding) => finding.severity === "error" || !kept.includes(signature(finding)))
    .sort(
      (a, b) =>
        (a.from ?? Number.MAX_SAFE_INTEGER) - (b.from ?? Number.MAX_SAFE_INTEGER) ||
        rank[a.severity] - rank[b.severity],
    )
    .map((finding, index) => ({ ...finding, number: index + 1 }));
}

export function signature(finding: Pick<PlacedFinding, "rule" | "excerpt">): string {
  return `${finding.rule}:${finding.excerpt.toLowerCase()}`;
}

export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** The edit that mends a finding, in the editor's offsets; null when it has no fix. */
export function fixOf(finding: Finding, text: string): Change | null {
  if (!finding.fix) return null;
  const offsets = codePointOffsets(text);
  return {
    from: clamp(offsets, finding.fix.start),
    to: clamp(offsets, finding.fix.end),
    insert: finding.fix.text,
  };
}

/** At night nothing is wrong with the words: the desk keeps the answer until morning instead. */
const nightRule = "quiet-hours";

/** What stops Send until it is mended or overridden. */
export function stoppersOf<F extends Finding>(findings: F[]): F[] {
  return findings.filter((each) => each.severity === "error" && each.rule !== nightRule);
}

/** What makes the desk hold the answer until their morning; overriding it sends at once. */
export function holdersOf<F extends Finding>(findings: F[]): F[] {
  return findings.filter((each) => each.severity === "error" && each.rule === nightRule);
}
