import { describe, expect, it } from "vitest";
import { parseEvent } from "./live";
import { EventParser, type ServerEvent } from "./sse";

function readAll(pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = new EventParser((event) => events.push(event));
  for (const piece of pieces) parser.feed(piece);
  return events;
}

const stream =
  'id: 7\nevent: case.updated\ndata: {"id":"1"}\n\n: beat\n\nid: 8\ndata: a\ndata: b\r\n\r\n';

describe("the event stream", () => {
  it("reads events, ids and data over several lines, and ignores heartbeats", () => {
    expect(readAll([stream])).toEqual([
      { id: "7", event: "case.updated", data: '{"id":"1"}' },
      { id: "8", event: "message", data: "a\nb" },
    ]);
  });

  it("reads the same however the bytes are cut", () => {
    const whole = readAll([stream]);
    for (let cut = 1; cut < stream.length; cut += 1) {
      expect(readAll([stream.slice(0, cut), stream.slice(cut)])).toEqual(whole);
    }
    expect(readAll([...stream])).toEqual(whole);
  });

  it("keeps an unfinished event back", () => {
    expect(readAll(["id: 1\nevent: reset\ndata: {}\n"])).toEqual([]);
  });

  it("asks for everything again when an event cannot be read", () => {
    expect(parseEvent({ id: "1", event: "case.updated", data: "{broken" })).toEqual({
      type: "reset",
    });
  });

  it("passes over events of a later version", () => {
    expect(parseEvent({ id: "1", event: "offer.created", data: "{}" })).toBeNull();
  });
});
