import type { ReactNode } from "react";
import { words } from "../words";
import styles from "./card.module.css";

/** A name and what we know under it; what is not known yet is said, not hidden. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  const known = children !== null && children !== undefined && children !== "";
  return (
    <div className={styles.fact} data-unknown={!known || undefined}>
      <dt>{name}</dt>
      <dd>{known ? children : words.card.unknown}</dd>
    </div>
  );
}
