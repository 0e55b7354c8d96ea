import { describe, expect, it } from "vitest";
import { dashOf, heatOfIndex, ringAt } from "./ring";

const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`);
const due = "2026-11-22T12:00:00Z";
const since = "2026-11-22T08:00:00Z";

describe("the clock ring", () => {
  it("is full when the customer's time starts and half empty half-way", () => {
    expect(ringAt(due, since, at("08:00"))).toMatchObject({ left: 1, overdue: false, heat: 1 });
    expect(ringAt(due, since, at("10:00"))?.left).toBeCloseTo(0.5);
  });

  it("warms as it empties", () => {
    expect(ringAt(due, since, at("10:30"))?.heat).toBe(2);
    expect(ringAt(due, since, at("11:15"))?.heat).toBe(3);
    expect(ringAt(due, since, at("11:45"))?.heat).toBe(4);
  });

  it("counts up once it is overdue and never draws less than nothing", () => {
    const ring = ringAt(due, since, at("13:30"));
    expect(ring).toMatchObject({ left: 0, overdue: true, heat: 5, remainingMs: -5_400_000 });
  });

  it("is overdue at the very moment it is due", () => {
    expect(ringAt(due, since, at("12:00"))?.overdue).toBe(true);
  });

  it("never shows more than a full circle when our clock is behind", () => {
    expect(ringAt(due, since, at("06:00"))?.left).toBe(1);
  });

  it("takes a working day as the circle when the start is unknown or makes no sense", () => {
    expect(ringAt(due, null, at("08:00"))?.left).toBeCloseTo(0.5);
    expect(ringAt(due, "2026-11-22T13:00:00Z", at("08:00"))?.left).toBeCloseTo(0.5);
  });

  it("is not drawn without a due time", () => {
    expect(ringAt(null, since, at("08:00"))).toBeNull();
    expect(ringAt("no time", since, at("08:00"))).toBeNull();
  });

  it("draws what is left and leaves the rest as a gap", () => {
    expect(dashOf(0, 5)).toBe("0.00 31.42");
    expect(dashOf(0.5, 5)).toBe("15.71 31.42");
  });

  it("puts the fiasco index on five steps", () => {
    expect([0, 19, 20, 40, 60, 80, 100].map(heatOfIndex)).toEqual([1, 1, 2, 3, 4, 5, 5]);
  });
});
