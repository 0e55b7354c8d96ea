import type { ReactNode } from "react";
import styles from "./page.module.css";

/** A room with one sheet of paper in it: a title, one line of what it is for, the content. */
export function Sheet({
  title,
  lead,
  side,
  children,
}: {
  title: string;
  lead: string;
  side?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <div>
            <h1>{title}</h1>
            <p className={styles.lead}>{lead}</p>
          </div>
          {side}
        </header>
        {children}
      </div>
    </main>
  );
}

/** A table that scrolls sideways by itself on a narrow screen. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <section className={styles.tableBox} aria-label={label} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </section>
  );
}

export { styles as pageStyles };
