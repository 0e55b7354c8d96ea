/*
 * Keys for the whole page. A single letter acts only when nobody is typing; ⌘ or Ctrl with a letter
 * acts everywhere. Names are what KeyboardEvent.key says, in lower case, with "mod+" for ⌘ on a Mac and Ctrl
 * elsewhere.
 */
import { useEffect, useRef } from "react";

export const onMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");
export const modKey = onMac ? "⌘" : "Ctrl";
export const altKey = onMac ? "⌥" : "Alt";

export type Bindings = Record<string, (event: KeyboardEvent) => void>;

export function isTyping(event: KeyboardEvent): boolean {
  // composedPath, because the editor lives in a shadow root and retargets its events.
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("[contenteditable=true]") !== null ||
    /^(input|textarea|select)$/i.test(target.tagName)
  );
}

export function nameOf(event: KeyboardEvent): string {
  const mod = event.metaKey || event.ctrlKey ? "mod+" : "";
  return mod + event.key.toLowerCase();
}

/** Binds keys while the component is on screen. The latest bindings are used without rebinding. */
export function useKeys(bindings: Bindings, active = true): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const name = nameOf(event);
      if (!name.startsWith("mod+") && isTyping(event)) return;
      // An open dialog or menu owns the keyboard.
      if (!name.startsWith("mod+") && document.querySelector("[role=dialog], [role=menu]")) return;
      const action = latest.current[name];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [active]);
}
