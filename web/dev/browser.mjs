/* A real Chromium for screenshots and browser tests; APLOMB_CHROMIUM names another one. */
import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
    executablePath: process.env.APLOMB_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export async function logIn(page, { email, password }) {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
}
