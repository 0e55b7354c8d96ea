/* The three moods of a page that has nothing to show: empty, waiting, in trouble. */
import type { ReactNode } from "react";
import { words } from "../words";
import { Button } from "./button";
import styles from "./parts.module.css";

export function Empty({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className={styles.emptyAction}>{children}</div>}
    </div>
  );
}

export function Patience({ text }: { text: string }) {
  return (
    <p className={styles.patience} role="status">
      {text}
    </p>
  );
}

export function Trouble({ error, again }: { error: Error; again?: () => void }) {
  return (
    <div className={styles.empty} role="alert">
      <h2>{words.problem.title}</h2>
      <p>{error.message}</p>
      {again && (
        <div className={styles.emptyAction}>
          <Button onPress={again}>{words.problem.again}</Button>
        </div>
      )}
    </div>
  );
}
