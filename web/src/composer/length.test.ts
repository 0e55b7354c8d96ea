import { describe, expect, it } from "vitest";
import { lengthIn } from "./length";

describe("the running count", () => {
  it("counts as the unit says", () => {
    const text = "é👩‍🚒";
    expect(lengthIn(text, "characters", "bluesky")).toBe(2);
    expect(lengthIn(text, "UTF-16 units", "telegram")).toBe(6);
    expect(lengthIn(text, "bytes", "google_reviews")).toBe(13);
  });

  it("counts an address as 23 where the platform does", () => {
    const text = "see https://kestrel.example/a/very/long/path/indeed ok";
    expect(lengthIn(text, "characters", "x")).toBe(4 + 23 + 3);
    expect(lengthIn(text, "characters", "mastodon")).toBe(4 + 23 + 3);
    expect(lengthIn(text, "characters", "bluesky")).toBe(text.length);
  });

  it("counts most of the world's scripts and emoji double for X", () => {
    expect(lengthIn("日本語", "characters", "x")).toBe(6);
    expect(lengthIn("👩‍🚒", "characters", "x")).toBe(2);
    expect(lengthIn("Grüße", "characters", "x")).toBe(5);
  });
});
