// @vitest-environment happy-dom

import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { aDetail } from "../testing/rows";
import { Standing } from "./standing";

afterEach(cleanup);

describe("how a case stands", () => {
  it("shows what the fiasco index is made of, the largest part first", () => {
    const parts = { severity: 9.6, reach: 9, spread: 0, waiting: 53.2 };
    render(<Standing detail={aDetail({ fiasco: 71, fiasco_parts: parts })} />);
    const names = screen.getAllByRole("term").map((term) => term.textContent);
    expect(names).toEqual(["Waiting", "Severity", "Reach", "Spread"]);
    expect(screen.getByText("+53")).toBeTruthy();
  });

  it("says why it is due then, and when a clock stands still", () => {
    const reading = {
      kind: "first_answer" as const,
      standard: "X, public",
      calendar: "Office hours",
      shortened_percent: 40,
      started_at: "2026-11-22T08:00:00Z",
      due_at: null,
    };
    render(<Standing detail={aDetail({ why_due: [reading] })} />);
    expect(screen.getByText("stands still for now")).toBeTruthy();
    expect(
      screen.getByText("X, public · Office hours · 40 % shorter, because it is hot"),
    ).toBeTruthy();
  });

  it("names what we promised and what we gave", () => {
    render(
      <Standing
        detail={aDetail({
          promises: [
            { id: "1", words: "by Friday", due_at: "2026-11-27T17:00:00Z", state: "broken" },
          ],
          offers: [
            { id: "2", title: "Voucher", amount: "10.00", currency: "EUR", state: "granted" },
          ],
        })}
      />,
    );
    expect(screen.getByText(/by Friday/)).toBeTruthy();
    expect(screen.getByText(/^broken, by/)).toBeTruthy();
    expect(screen.getByText("Voucher, 10.00 EUR")).toBeTruthy();
  });
});
