/*
 * Photographs the desk: every page, wide and narrow, light and dark.
 *
 *   APLOMB_EMAIL=… APLOMB_PASSWORD=… node dev/screenshots.mjs BASE_URL OUTDIR [only-names-containing]
 *
 * Works against the mock and against `aplomb demo`. The draft it types is never sent.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, logIn } from "./browser.mjs";

const [base = "http://127.0.0.1:18300", folder = "screenshots", only = ""] = process.argv.slice(2);
const login = {
  email: process.env.APLOMB_EMAIL ?? "jo@kestrel.example",
  password: process.env.APLOMB_PASSWORD ?? "correct horse battery",
};
const draft =
  "Ana, a second cracked fork is NOT ACCEPTABLE and I am sorry. Please keep off it; I will write to you here by 16:00 today, asap with the new frame for Saturday.";

mkdirSync(folder, { recursive: true });
const browser = await launch();

async function shoot(name, { width, height, scheme }, act) {
  const full = `${name}-${width}-${scheme}`;
  if (!full.includes(only)) return;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: width < 500 ? 2 : 1,
    locale: "en-GB",
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    // The first question is always "is there a session?", and the answer is no.
    const expected = /401/.test(message.text());
    if (message.type() === "error" && !expected) console.error(`${full}: ${message.text()}`);
  });
  page.on("pageerror", (error) => console.error(`${full}: ${error.message}`));
  await page.goto(base);
  await act(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${full}.png`) });
  console.log(`${full}.png`);
  await context.close();
}

const inside = (act) => async (page) => {
  await logIn(page, login);
  await act(page);
};
const cases = (page) => page.getByRole("listbox", { name: "Cases" }).getByRole("option");
const openFirst = async (page) => {
  await cases(page).first().click();
  await page.getByRole("log").waitFor();
};
const write = async (page) => {
  const editor = page.getByRole("textbox", { name: "Your answer" });
  await editor.click();
  await page.keyboard.insertText(draft);
  await page.locator("[data-rule]").first().waitFor({ timeout: 5_000 });
  await page.mouse.move(700, 5);
};

const pages = {
  door: async (page) => page.getByRole("button", { name: "Log in" }).waitFor(),
  inbox: inside(async (page) => cases(page).first().waitFor()),
  case: inside(openFirst),
  second: inside(async (page) => {
    await cases(page).nth(1).click();
    await page.getByRole("log").waitFor();
  }),
  mail: inside(async (page) => {
    await cases(page).filter({ hasText: "Priya" }).first().click({ timeout: 3_000 });
    await page.getByRole("log").waitFor();
  }),
  composer: inside(async (page) => {
    await openFirst(page);
    await write(page);
  }),
  palette: inside(async (page) => {
    await openFirst(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("menu").waitFor();
  }),
  ledger: inside(async (page) => {
    await page.getByRole("link", { name: "Ledger" }).click();
    await page.getByRole("table").first().waitFor();
  }),
  channels: inside(async (page) => {
    await page.getByRole("link", { name: "Channels" }).click();
    await page.getByRole("heading", { name: "Channels" }).waitFor();
  }),
};

for (const scheme of ["light", "dark"]) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    for (const [name, act] of Object.entries(pages)) {
      try {
        await shoot(name, { ...size, scheme }, act);
      } catch (error) {
        // The demo has other people than the mock: one page less is no reason to stop.
        console.error(`${name}: ${String(error.message).split("\n")[0]}`);
      }
    }
  }
}
await browser.close();
