import type { Assessment } from "../api/types";
import { words } from "../words";
import styles from "./case.module.css";

interface Props {
  text: string;
  assessment: Assessment;
}

/** How the desk read a message, where it took it seriously: the kind, and what made it grave. */
export function Reading({ text, assessment }: Props) {
  const reasons = assessment.points.filter((point) => point.points > 0 || point.start !== null);
  if (reasons.length === 0) return null;
  const points = Array.from(text);
  const quote = (start: number | null, end: number | null) =>
    start === null || end === null ? "" : ` “${points.slice(start, end).join("")}”`;
  return (
    <p className={styles.reading}>
      {words.reading.head(words.kinds[assessment.kind] ?? assessment.kind, assessment.severity)}
      {reasons.map((reason) => (
        <span key={reason.what}>
          {words.reading.reasons[reason.what] ?? reason.what}
          {quote(reason.start, reason.end)}
        </span>
      ))}
    </p>
  );
}
