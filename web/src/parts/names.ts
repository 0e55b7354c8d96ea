export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = [...(parts[0] ?? "")][0] ?? "";
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

/** What to call somebody in passing. A handle or an address stays whole. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
