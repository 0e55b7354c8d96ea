// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sessionQuery } from "../api/queries";
import { session } from "../testing/desk";
import { answerWith } from "../testing/server";
import { Login } from "./login";
import { Setup } from "./setup";

function show(page: ReactNode) {
  const client = new QueryClient();
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return client;
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the door", () => {
  it("creates the first account and goes straight in", async () => {
    const log = answerWith({ "POST /setup": () => ({ status: 201, body: session }) });
    const client = show(<Setup />);
    type("Your name", "Jo Lindqvist");
    type("E-mail", "jo@desk.example");
    type("Choose a password", "a sentence is fine");
    press("Create the account");
    await waitFor(() => expect(client.getQueryData(sessionQuery.queryKey)).toEqual(session));
    expect(log[0]?.body).toEqual({
      name: "Jo Lindqvist",
      email: "jo@desk.example",
      password: "a sentence is fine",
    });
  });

  it("says what the desk does not like about the new account", async () => {
    answerWith({
      "POST /setup": () => ({
        status: 422,
        body: {
          title: "No",
          errors: [{ detail: "The password is too short.", pointer: "/password" }],
        },
      }),
    });
    show(<Setup />);
    type("Your name", "Jo");
    type("E-mail", "jo@desk.example");
    type("Choose a password", "a sentence is fine");
    press("Create the account");
    expect((await screen.findByRole("alert")).textContent).toBe("The password is too short.");
  });

  it("tells a wrong password from too many tries", async () => {
    let status = 401;
    answerWith({ "POST /session": () => ({ status, body: { title: "No" } }) });
    show(<Login />);
    type("E-mail", "jo@desk.example");
    type("Password", "wrong");
    press("Log in");
    expect((await screen.findByRole("alert")).textContent).toContain("do not go together");
    status = 429;
    press("Log in");
    await screen.findByText(/Too many tries/);
  });
});
