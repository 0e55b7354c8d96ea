import { describe, expect, it } from "vitest";
import type { Finding } from "../api/types";
import { codePointOffsets, fixOf, holdersOf, place, signature, stoppersOf } from "./findings";

function found(changes: Partial<Finding>): Finding {
  return {
    rule: "shouting",
    severity: "error",
    start: 0,
    end: 3,
    message: "Capitals read as yelling.",
    fix: null,
    source: "A9",
    ...changes,
  };
}

describe("findings in the draft", () => {
  it("crosses from code points to the editor's units", () => {
    const text = "💚💚 STOP it";
    const [finding] = place([found({ start: 3, end: 7 })], text, []);
    expect(finding).toMatchObject({ from: 5, to: 9, excerpt: "STOP" });
    const fix = fixOf(found({ fix: { start: 3, end: 7, text: "Stop" } }), text);
    expect(fix).toEqual({ from: 5, to: 9, insert: "Stop" });
  });

  it("has an offset for each code point and one for the end", () => {
    expect(codePointOffsets("a👩‍🚒b")).toEqual([0, 1, 3, 4, 6, 7]);
    expect(codePointOffsets("")).toEqual([0]);
  });

  it("never points outside the text", () => {
    expect(place([found({ start: 2, end: 90 })], "abc", [])[0]).toMatchObject({ from: 2, to: 3 });
  });

  it("numbers them in reading order, those about the whole answer last", () => {
    const placed = place(
      [
        found({ rule: "too-long", start: null, end: null }),
        found({ rule: "b", start: 8, end: 9 }),
        found({ rule: "a", start: 1, end: 2, severity: "warning" }),
      ],
      "0123456789",
      [],
    );
    expect(placed.map((each) => [each.number, each.rule])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "too-long"],
    ]);
  });

  it("does not nag twice about a warning that was left as it is, even when the text moved", () => {
    const warning = found({ rule: "unshared-shorthand", severity: "warning", start: 0, end: 3 });
    const [first] = place([warning], "LOL yes", []);
    const kept = [signature(first as never)];
    const moved = { ...warning, start: 4, end: 7 };
    expect(place([moved], "yes LOL", kept)).toEqual([]);
    expect(place([{ ...moved, start: 4, end: 7 }], "yes BRB", kept)).toHaveLength(1);
  });

  it("never lets an error be put aside", () => {
    const [error] = place([found({})], "STOP", []);
    expect(place([found({})], "STOP", [signature(error as never)])).toHaveLength(1);
  });

  it("is stopped by errors, but only held by the night", () => {
    const night = found({ rule: "quiet-hours", start: null, end: null });
    const all = [found({}), found({ severity: "hint" }), night];
    expect(stoppersOf(all).map((each) => each.rule)).toEqual(["shouting"]);
    expect(holdersOf(all)).toEqual([night]);
  });
});
