import { describe, expect, it } from "vitest";
import {
  aboutSpan,
  cityOf,
  fullTime,
  hourThere,
  roundReach,
  shortSpan,
  timeThere,
  withTimesSaid,
} from "./say";

describe("times as people say them", () => {
  it("uses the biggest whole unit", () => {
    expect(
      [40_000, 25 * 60_000, 3 * 3_600_000, 47 * 3_600_000, 49 * 3_600_000].map(shortSpan),
    ).toEqual(["40 s", "25 m", "3 h", "47 h", "2 d"]);
  });

  it("says a late span without a sign: the words around it say that it is late", () => {
    expect(shortSpan(-25 * 60_000)).toBe("25 m");
  });

  it("knows the hour where the customer is, and says nothing of a zone it does not know", () => {
    const noon = Date.parse("2026-11-22T12:00:00Z");
    expect(hourThere(noon, "America/Chicago")).toBe(6);
    expect(hourThere(Date.parse("2026-11-22T00:10:00Z"), "UTC")).toBe(0);
    expect(timeThere(noon, "Mars/Olympus")).toBeNull();
    expect(hourThere(noon, null)).toBeNull();
  });

  it("says moments inside a sentence in the reader's words, and leaves other figures alone", () => {
    const at = "2026-11-29T18:13:56.545Z";
    expect(withTimesSaid(`Overdue since ${at}, order 2026-11-29`)).toBe(
      `Overdue since ${fullTime(at)}, order 2026-11-29`,
    );
  });

  it("says how long somebody usually takes in one unit", () => {
    expect([0.5, 5.2, 50].map(aboutSpan)).toEqual(["30 minutes", "5 hours", "2 days"]);
  });

  it("names the city of a zone", () => {
    expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  });

  it("rounds a reach to two digits, small ones not at all", () => {
    expect(
      [42, 890, 12_430, 58_210].map(roundReach).map((each) => each.replace(/\D/g, "")),
    ).toEqual(["42", "890", "12000", "58000"]);
  });
});
