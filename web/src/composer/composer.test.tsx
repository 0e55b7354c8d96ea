// @vitest-environment happy-dom

import { EditorView } from "@codemirror/view";
import { useQuery } from "@tanstack/react-query";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CaseDetail, Finding } from "../api/types";
import { renderAtDesk } from "../testing/desk";
import { aDetail, aMessage } from "../testing/rows";
import { type Asked, answerWith } from "../testing/server";
import { Composer } from "./composer";

const shouting: Finding = {
  rule: "shouting",
  severity: "error",
  start: 0,
  end: 4,
  message: "Capitals read as yelling.",
  fix: { start: 0, end: 4, text: "Stop" },
  source: "A9",
};
const shorthand: Finding = {
  rule: "unshared-shorthand",
  severity: "warning",
  start: 0,
  end: 3,
  message: "They have not used this shorthand themselves.",
  fix: null,
  source: "A3",
};

/** Shouts at STOP, raises an eyebrow at BRB. */
function manners(asked: Asked) {
  const { text } = asked.body as { text: string };
  const findings = [
    ...(text.startsWith("STOP") ? [shouting] : []),
    ...(text.startsWith("brb") ? [shorthand] : []),
  ];
  return { body: { ok: findings.every((each) => each.severity !== "error"), findings } };
}

const sent = {
  status: 201,
  body: {
    id: "9",
    message_id: "50",
    state: "queued",
    send_at: null,
    undo_until: null,
    findings: [],
  },
};

function Open() {
  const { data } = useQuery<CaseDetail>({ queryKey: ["case", "1"], enabled: false });
  return data ? <Composer detail={data} /> : null;
}

async function openComposer(detail = aDetail()) {
  const desk = renderAtDesk(() => <Open />);
  desk.client.setQueryData(["case", detail.id], detail);
  const section = await screen.findByRole("region", { name: "Your answer" });
  const host = await waitFor(() => {
    const found = [...section.querySelectorAll("div")].find((each) => each.shadowRoot);
    if (!found?.shadowRoot) throw new Error("no editor yet");
    return found.shadowRoot;
  });
  const content = host.querySelector<HTMLElement>(".cm-content");
  const view = content && EditorView.findFromDOM(content);
  if (!view) throw new Error("no editor");
  const write = (text: string) =>
    act(async () => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    });
  return { ...desk, view, write };
}

const sendButton = () =>
  screen.getByRole<HTMLButtonElement>("button", { name: /^(Send$|Sending)/ });
const replies = (log: Asked[]) => log.filter((asked) => asked.path.endsWith("/replies"));

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the composer", () => {
  it("marks an error with its reason, stops Send, mends it by its button and then sends", async () => {
    const log = answerWith({
      "POST /lint": manners,
      "POST /cases/1/replies": () => sent,
    });
    const { write, view } = await openComposer();
    await write("STOP worrying, it left today.");
    await screen.findByText("Capitals read as yelling.");
    expect(sendButton().disabled).toBe(true);
    expect(screen.getByText("1 thing to mend before this can leave")).toBeTruthy();

    fireEvent.click(screen.getByRole("button", { name: /“Stop”/ }));
    expect(view.state.doc.toString()).toBe("Stop worrying, it left today.");
    await waitFor(() => expect(sendButton().disabled).toBe(false));
    fireEvent.click(sendButton());
    await waitFor(() => expect(replies(log)).toHaveLength(1));
    expect(replies(log)[0]?.body).toMatchObject({
      conversation_id: "7",
      text: "Stop worrying, it left today.",
      seen_message_id: "20",
    });
    expect(replies(log)[0]?.headers["Idempotency-Key"]).toMatch(/.{16,}/);
    await waitFor(() => expect(view.state.doc.toString()).toBe(""));
    expect(localStorage.getItem("aplomb.draft.1")).toBeNull();
  });

  it("asks about what the draft says last, not about each key", async () => {
    const log = answerWith({ "POST /lint": manners });
    const { write } = await openComposer();
    for (const text of ["S", "ST", "STO", "STOP it"]) await write(text);
    await screen.findByText("Capitals read as yelling.");
    const asked = log.filter((each) => each.path === "/lint");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({ text: "STOP it", channel: "bluesky", case_id: "1" });
  });

  it("lets a warning pass and does not nag about it again once it was left", async () => {
    answerWith({ "POST /lint": manners });
    const { write } = await openComposer();
    await write("brb with news");
    await screen.findByText(/shorthand/);
    expect(sendButton().disabled).toBe(false);
    fireEvent.click(screen.getByRole("button", { name: "Leave it" }));
    expect(screen.queryByText(/shorthand/)).toBeNull();
    await write("brb with more news");
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(screen.queryByText(/shorthand/)).toBeNull();
  });

  it("sends against an error only with a reason", async () => {
    const log = answerWith({ "POST /lint": manners, "POST /cases/1/replies": () => sent });
    const { write } = await openComposer();
    await write("STOP is the name of the product.");
    fireEvent.click(await screen.findByRole("button", { name: "Send anyway…" }));
    const confirm = screen.getByRole<HTMLButtonElement>("button", { name: /with this reason/ });
    expect(confirm.disabled).toBe(true);
    fireEvent.change(screen.getByPlaceholderText("Reason"), { target: { value: "A brand name." } });
    fireEvent.click(confirm);
    await waitFor(() => expect(replies(log)).toHaveLength(1));
    expect(replies(log)[0]?.body).toMatchObject({
      override: [{ rule: "shouting", reason: "A brand name." }],
    });
  });

  it("is held by the night, not stopped, and leaves at once only with a reason", async () => {
    const night: Finding = {
      rule: "quiet-hours",
      severity: "error",
      start: null,
      end: null,
      message: "It is 3:10 where Ana is.",
      fix: null,
      source: "A4",
    };
    const log = answerWith({
      "POST /lint": () => ({ body: { ok: false, findings: [night] } }),
      "POST /cases/1/replies": () => sent,
    });
    const { write } = await openComposer();
    await write("It left today.");
    const later = await screen.findByRole<HTMLButtonElement>("button", {
      name: /their day begins/,
    });
    expect(later.disabled).toBe(false);
    fireEvent.click(screen.getByRole("button", { name: "Send now…" }));
    fireEvent.change(screen.getByPlaceholderText("Reason"), { target: { value: "Gas leak." } });
    fireEvent.click(screen.getByRole("button", { name: /with this reason/ }));
    await waitFor(() => expect(replies(log)).toHaveLength(1));
    expect(replies(log)[0]?.body).toMatchObject({
      override: [{ rule: "quiet-hours", reason: "Gas leak." }],
    });
  });

  it("shows what the gate found when the check while typing had missed it", async () => {
    answerWith({
      "POST /lint": () => ({ body: { ok: true, findings: [] } }),
      "POST /cases/1/replies": () => ({
        status: 422,
        body: { detail: "The answer cannot leave like this.", findings: [shouting] },
      }),
    });
    const { write } = await openComposer();
    await write("STOP it");
    fireEvent.click(sendButton());
    await screen.findByText("Capitals read as yelling.");
    expect(sendButton().disabled).toBe(true);
  });

  it("keeps the draft and its key when no answer came, so that a second press cannot send twice", async () => {
    let online = false;
    const log = answerWith({
      "POST /lint": manners,
      "POST /cases/1/replies": () => {
        if (!online) throw new TypeError("connection lost");
        return sent;
      },
    });
    const { write, view } = await openComposer();
    await write("It left today.");
    fireEvent.click(sendButton());
    await screen.findByText(/did not go out/);
    expect(view.state.doc.toString()).toBe("It left today.");
    online = true;
    fireEvent.click(sendButton());
    await waitFor(() => expect(replies(log)).toHaveLength(2));
    const [first, second] = replies(log).map((asked) => asked.headers["Idempotency-Key"]);
    expect(second).toBe(first);
  });

  it("stops when the customer writes meanwhile, until the agent has read it", async () => {
    answerWith({ "POST /lint": manners });
    const { write, client } = await openComposer();
    await write("It left today.");
    await waitFor(() => expect(sendButton().disabled).toBe(false));
    const news = aMessage({ id: "21", at: "2026-11-22T09:00:00Z", text: "Found it!" });
    act(() => {
      client.setQueryData<CaseDetail>(["case", "1"], (detail) =>
        detail ? { ...detail, timeline: [...detail.timeline, news] } : detail,
      );
    });
    await screen.findByText(/wrote meanwhile/);
    expect(sendButton().disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "I have read it" }));
    await waitFor(() => expect(sendButton().disabled).toBe(false));
  });

  it("does not stop for the agent's own message", async () => {
    answerWith({ "POST /lint": manners });
    const { write, client } = await openComposer();
    await write("And one more thing.");
    const own = aMessage({
      id: "21",
      direction: "out",
      from: "us",
      author: { name: "Jo", handle: null, user_id: "1" },
    });
    act(() => {
      client.setQueryData<CaseDetail>(["case", "1"], (detail) =>
        detail ? { ...detail, timeline: [...detail.timeline, own] } : detail,
      );
    });
    expect(screen.queryByText(/wrote meanwhile/)).toBeNull();
  });

  it("opens with the draft that was kept, on its own case only", async () => {
    answerWith({ "POST /lint": manners });
    const { write, unmount } = await openComposer();
    await write("Half a sentence");
    unmount();
    const { view } = await openComposer();
    expect(view.state.doc.toString()).toBe("Half a sentence");
    cleanup();
    const other = await openComposerOf("2");
    expect(other.state.doc.toString()).toBe("");
  });
});

async function openComposerOf(id: string) {
  const detail = { ...aDetail(), id };
  renderAtDesk(() => <Composer detail={detail} />);
  const section = await screen.findByRole("region", { name: "Your answer" });
  const host = [...section.querySelectorAll("div")].find((each) => each.shadowRoot)?.shadowRoot;
  const content = host?.querySelector<HTMLElement>(".cm-content");
  const view = content && EditorView.findFromDOM(content);
  if (!view) throw new Error("no editor");
  return view;
}
