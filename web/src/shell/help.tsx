import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { words } from "../words";
import { altKey, modKey } from "./keys";
import styles from "./shell.module.css";

const sections: [keyof typeof words.help.sections & string, [string, string[]][]][] = [
  [
    "list",
    [
      ["next", ["J"]],
      ["previous", ["K"]],
      ["open", ["↵"]],
      ["fresh", ["."]],
      ["views", ["1", "2", "3", "4"]],
      ["search", ["/"]],
    ],
  ],
  [
    "composer",
    [
      ["send", [modKey, "↵"]],
      ["fix", [altKey, "1…9"]],
      ["keep", [altKey, "⇧", "1…9"]],
    ],
  ],
  [
    "pane",
    [
      ["reply", ["R"]],
      ["take", ["A"]],
      ["close", ["E"]],
      ["snooze", ["S"]],
      ["undo", ["Z"]],
      ["card", ["C"]],
      ["back", ["Esc"]],
    ],
  ],
  [
    "everywhere",
    [
      ["palette", [modKey, "K"]],
      ["help", ["?"]],
    ],
  ],
];

export function Help(props: { isOpen: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <ModalOverlay {...props} isDismissable className={styles.overlay}>
      <Modal className={styles.panel}>
        <Dialog className={styles.help}>
          <Heading slot="title" level={2}>
            {words.help.title}
          </Heading>
          <div className={styles.helpColumns}>
            {sections.map(([section, rows]) => (
              <section key={section}>
                <h3>{words.help.sections[section]}</h3>
                <dl>
                  {rows.map(([action, keys]) => (
                    <div key={action} className={styles.helpRow}>
                      <dt>{words.help.keys[action]}</dt>
                      <dd>
                        {keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
