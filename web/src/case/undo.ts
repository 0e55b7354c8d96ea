/*
 * Until when each answer of ours can be taken back. The desk says so once, in its answer to our own
 * sending; the message itself, which is fetched and streamed many times, does not carry it.
 */
const until = new Map<string, string>();

export function rememberUndo(messageId: string, undoUntil: string | null): void {
  if (undoUntil) until.set(messageId, undoUntil);
}

export function undoUntil(messageId: string): string | null {
  return until.get(messageId) ?? null;
}
