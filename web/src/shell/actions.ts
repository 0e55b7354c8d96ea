/*
 * Actions of the open case are bound to keys in the case pane. The palette triggers them by the same
 * key, so that there is one binding and no second list to keep in step.
 */
export function pressKey(key: string): void {
  // After the palette has closed, or the open dialog would swallow the key.
  setTimeout(() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }, 50);
}
