/* Where the words will stand: the eye and the reach in public, the lock in private. */
import { Check, ChevronDown, Eye, Lock } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import type { CaseDetail, Conversation } from "../api/types";
import { roundReach } from "../time/say";
import { words } from "../words";
import styles from "./composer.module.css";

interface Props {
  detail: CaseDetail;
  conversation: Conversation;
  onChoose: (id: string) => void;
}

export function Ground({ detail, conversation, onChoose }: Props) {
  const answerable = detail.conversations.filter((each) => each.can_reply);
  const isPublic = conversation.visibility === "public";
  const reach = detail.customer.followers;
  const line = (
    <>
      {isPublic ? <Eye size={15} strokeWidth={1.75} /> : <Lock size={15} strokeWidth={1.75} />}
      <strong>{nameOf(conversation)}</strong>
    </>
  );
  return (
    <header className={styles.ground}>
      {answerable.length > 1 ? (
        <Select
          aria-label={words.composer.where}
          selectedKey={conversation.id}
          onSelectionChange={(key) => onChoose(String(key))}
          className={styles.where}
        >
          <Button className={styles.whereButton}>
            {line}
            <SelectValue className="spoken" />
            <ChevronDown size={13} />
          </Button>
          <Popover className={styles.menu} placement="top start">
            <ListBox>
              {answerable.map((each) => (
                <ListBoxItem
                  key={each.id}
                  id={each.id}
                  className={styles.menuItem}
                  textValue={nameOf(each)}
                >
                  {each.visibility === "public" ? <Eye size={14} /> : <Lock size={14} />}
                  <span>{nameOf(each)}</span>
                  {each.id === conversation.id && <Check size={14} />}
                </ListBoxItem>
              ))}
            </ListBox>
          </Popover>
        </Select>
      ) : (
        <span className={styles.whereButton}>{line}</span>
      )}
      <span className={styles.reach}>
        {isPublic
          ? reach
            ? words.composer.seenBy(roundReach(reach))
            : words.composer.anyone
          : words.composer.onlyThem}
      </span>
    </header>
  );
}

function nameOf(conversation: Conversation): string {
  return conversation.visibility === "public"
    ? words.composer.public(conversation.channel.name)
    : words.composer.private(conversation.channel.name);
}
