import { describe, expect, it } from "vitest";
import { moveCursor, moveOfKey } from "./list_keys";

const ids = ["a", "b", "c"];
const press = (key: string, cursor: string | null) =>
  moveCursor(ids, cursor, moveOfKey[key] as "next");

describe("moving through the list by key", () => {
  it("goes down with J and the arrow, up with K and the arrow", () => {
    expect(press("j", "a")).toBe("b");
    expect(press("ArrowDown", "b")).toBe("c");
    expect(press("k", "c")).toBe("b");
    expect(press("ArrowUp", "b")).toBe("a");
  });

  it("stops at both ends", () => {
    expect(press("j", "c")).toBe("c");
    expect(press("k", "a")).toBe("a");
  });

  it("starts at the top going down and at the bottom going up", () => {
    expect(press("j", null)).toBe("a");
    expect(press("k", null)).toBe("c");
  });

  it("starts again when the row it was on has been swept away", () => {
    expect(press("j", "swept")).toBe("a");
  });

  it("has no row to stand on in an empty list", () => {
    expect(moveCursor([], null, "next")).toBeNull();
  });
});
