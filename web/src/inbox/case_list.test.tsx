// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ListFilter } from "../api/patch";
import { applyEvent } from "../api/queries";
import type { CaseRow } from "../api/types";
import { renderAtDesk } from "../testing/desk";
import { aRow } from "../testing/rows";
import { answerWith } from "../testing/server";
import { CaseList } from "./case_list";

const filter: ListFilter = { view: "all", status: "open", sort: "due", channel: null, q: "" };
const due = (hour: number) => `2026-11-22T${hour}:00:00Z`;
const three: CaseRow[] = [
  aRow({ id: "1", due_at: due(11) }),
  aRow({ id: "2", due_at: due(12) }),
  aRow({ id: "3", due_at: due(13) }),
];

function openList(rows = three) {
  answerWith({
    "GET /cases": () => ({ body: { items: rows, next_cursor: null } }),
    "GET /cases/1": () => ({ status: 404 }),
    "GET /cases/2": () => ({ status: 404 }),
    "GET /cases/3": () => ({ status: 404 }),
  });
  return renderAtDesk(() => <CaseList filter={filter} openId={null} />);
}

const names = () => screen.getAllByRole("option").map((each) => each.id.replace("case-", ""));
const cursor = () => screen.getByRole("listbox").getAttribute("aria-activedescendant");
const press = (key: string) => act(() => void fireEvent.keyDown(document.body, { key }));

beforeEach(() => {
  // Nothing is laid out here, so the list is told that it has room.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(380);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("the live list", () => {
  it("moves its cursor with J and K and opens with Enter", async () => {
    const { router } = openList();
    await screen.findAllByRole("option");
    press("j");
    expect(cursor()).toBe("case-1");
    press("j");
    press("j");
    press("k");
    expect(cursor()).toBe("case-2");
    press("Enter");
    await waitFor(() => expect(router.state.location.pathname).toBe("/cases/2"));
  });

  it("leaves the keys alone while somebody types", async () => {
    openList();
    await screen.findAllByRole("option");
    const field = document.body.appendChild(document.createElement("input"));
    fireEvent.keyDown(field, { key: "j" });
    expect(cursor()).toBeNull();
    field.remove();
  });

  it("keeps a new case behind a marker, and brings it to its place on demand", async () => {
    const { client } = openList();
    await screen.findAllByRole("option");
    act(() =>
      applyEvent(client, { type: "case.created", row: aRow({ id: "9", due_at: due(10) }) }),
    );
    await screen.findByRole("button", { name: /1 new/ });
    expect(names()).toEqual(["1", "2", "3"]);
    press(".");
    await waitFor(() => expect(names()).toEqual(["9", "1", "2", "3"]));
  });

  it("fades a case that leaves while the pointer is over the list, and sweeps it afterwards", async () => {
    const { client } = openList();
    await screen.findAllByRole("option");
    fireEvent.pointerEnter(screen.getByRole("listbox"));
    act(() =>
      applyEvent(client, {
        type: "case.updated",
        row: aRow({ id: "2", due_at: due(12), status: "closed", version: 2 }),
      }),
    );
    await waitFor(() => expect(document.getElementById("case-2")?.dataset.gone).toBe("true"));
    expect(names()).toEqual(["1", "2", "3"]);
    fireEvent.pointerLeave(screen.getByRole("listbox"));
    await waitFor(() => expect(names()).toEqual(["1", "3"]));
  });

  it("teaches when there is nothing to show", async () => {
    openList([]);
    await screen.findByText("Nobody is waiting");
    expect(screen.getByRole("button", { name: "Connect a channel" })).toBeTruthy();
  });
});
