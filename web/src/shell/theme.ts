/*
 * Light or dark: the system's wish until the agent chooses, then the agent's, remembered in this
 * browser. The choice lands as data-theme on the root element, which tokens.css reads.
 */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const storageKey = "aplomb.theme";
const systemDark = globalThis.matchMedia?.("(prefers-color-scheme: dark)") ?? null;
const listeners = new Set<() => void>();

function chosen(): Theme | null {
  try {
    const value = localStorage.getItem(storageKey);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

export function currentTheme(): Theme {
  return chosen() ?? (systemDark?.matches ? "dark" : "light");
}

function announce(): void {
  document.documentElement.dataset.theme = currentTheme();
  for (const listener of listeners) listener();
}

export function startTheme(): void {
  systemDark?.addEventListener("change", announce);
  announce();
}

export function switchTheme(): void {
  const next = currentTheme() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage is full or forbidden: the choice then lasts as long as the page.
  }
  announce();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentTheme);
}
