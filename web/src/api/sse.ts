/*
 * A reader for server-sent events over fetch. The browser's own EventSource cannot send
 * Last-Event-ID on its first request, and a tab that takes over the shared connection must be able
 * to resume where the previous one stopped.
 */

export interface ServerEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Feed it text as it comes, in any pieces; it calls back once for each finished event. */
export class EventParser {
  private buffer = "";
  private event = "";
  private data: string[] = [];
  private id: string | null = null;

  constructor(private readonly deliver: (event: ServerEvent) => void) {}

  feed(chunk: string): void {
    this.buffer += chunk;
    // A lone CR at the end may be half of a CRLF; leave it for the next piece.
    for (;;) {
      const match = /\r\n|\n|\r(?!$)/.exec(this.buffer);
      if (!match) return;
      this.line(this.buffer.slice(0, match.index));
      this.buffer = this.buffer.slice(match.index + match[0].length);
    }
  }

  private line(line: string): void {
    if (line === "") {
      if (this.data.length > 0) {
        this.deliver({
          id: this.id,
          event: this.event || "message",
          data: this.data.join("\n"),
        });
      }
      this.event = "";
      this.data = [];
      return;
    }
    if (line.startsWith(":")) return;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? "" : line.slice(colon + 1);
    if (value.startsWith(" ")) value = value.slice(1);
    if (field === "event") this.event = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id" && !value.includes("\0")) this.id = value;
  }
}
