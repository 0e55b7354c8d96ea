import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import styles from "./parts.module.css";

interface Props extends ButtonProps {
  look?: "plain" | "strong" | "quiet";
  small?: boolean;
  iconOnly?: boolean;
  /** The key that does the same, shown where the mouse would be. */
  shortcut?: string;
  children: ReactNode;
}

export function Button({ look = "plain", small, iconOnly, shortcut, children, ...rest }: Props) {
  const names = [
    styles.button,
    look === "strong" && styles.strong,
    look === "quiet" && styles.quiet,
    small && styles.small,
    iconOnly && styles.iconOnly,
  ];
  return (
    <AriaButton {...rest} className={names.filter(Boolean).join(" ")}>
      {children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </AriaButton>
  );
}
