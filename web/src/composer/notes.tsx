/* The margin: one numbered note per finding, with its reason and the one key that mends it. */
import { Button } from "../parts/button";
import { altKey } from "../shell/keys";
import { words } from "../words";
import styles from "./composer.module.css";
import { holdersOf, type PlacedFinding } from "./findings";

interface Props {
  findings: PlacedFinding[];
  onFix: (finding: PlacedFinding) => void;
  onKeep: (finding: PlacedFinding) => void;
  onPoint: (finding: PlacedFinding) => void;
}

export function Notes({ findings, onFix, onKeep, onPoint }: Props) {
  if (findings.length === 0) return null;
  return (
    <ol className={styles.notes} aria-label={words.composer.notes}>
      {findings.map((finding) => (
        <li
          key={`${finding.rule}:${finding.from}:${finding.excerpt}`}
          className={styles.note}
          data-severity={holdersOf([finding]).length > 0 ? "hint" : finding.severity}
          data-rule={finding.rule}
        >
          <button
            type="button"
            className={styles.noteText}
            onClick={() => onPoint(finding)}
            disabled={finding.from === null}
          >
            <span className={styles.noteNumber}>{finding.number}</span>
            <span>{finding.message}</span>
          </button>
          <div className={styles.noteActions}>
            {finding.fix && (
              <Button
                small
                onPress={() => onFix(finding)}
                shortcut={finding.number < 10 ? `${altKey} ${finding.number}` : undefined}
              >
                {fixLabel(finding)}
              </Button>
            )}
            {finding.severity !== "error" && (
              <Button small look="quiet" onPress={() => onKeep(finding)}>
                {words.composer.keep}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

const longestFix = 26;

/** The fix itself when it is short enough to read on a button. */
function fixLabel(finding: PlacedFinding): string {
  const text = finding.fix?.text ?? "";
  if (text === "" || [...text].length > longestFix || text.includes("\n"))
    return words.composer.fix;
  return `“${text}”`;
}
