import { Empty } from "../parts/states";
import { onMac } from "../shell/keys";
import { words } from "../words";
import styles from "./inbox.module.css";

export function ChooseACase() {
  return (
    <div className={styles.choose}>
      <Empty
        title={words.pane.chooseTitle}
        text={onMac ? words.pane.chooseText : words.pane.chooseTextOther}
      />
    </div>
  );
}
