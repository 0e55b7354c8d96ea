import { describe, expect, it } from "vitest";
import { lengthIn } from "./length";

describe("the running count", () => {
  it("counts as the unit says", () => {
    const text = "é👩‍🚒";
    expect(lengthIn(text, "graphemes")).toBe(2);
    expect(lengthIn(text, "code_points")).toBe(4);
    expect(lengthIn(text, "utf16_units")).toBe(6);
    expect(lengthIn(text, "utf8_bytes")).toBe(13);
  });

  it("counts an address as 23 where the platform does", () => {
    const text = "see https://kestrel.example/a/very/long/path/indeed ok";
    expect(lengthIn(text, "weighted")).toBe(4 + 23 + 3);
    expect(lengthIn(text, "mastodon")).toBe(4 + 23 + 3);
    expect(lengthIn(text, "code_points")).toBe(text.length);
  });

  it("counts most of the world's scripts and emoji double for X", () => {
    expect(lengthIn("日本語", "weighted")).toBe(6);
    expect(lengthIn("👩‍🚒", "weighted")).toBe(2);
    expect(lengthIn("Grüße", "weighted")).toBe(5);
  });
});
