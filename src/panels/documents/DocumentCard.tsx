import { memo, useMemo, useRef, useState } from "react";
import { groupThousands, problemSentence } from "@/explain";
import { readFile } from "@/graph";
import { type KeptDocument, useBackflow } from "@/store";
import { Button, CutText, classes, IconButton } from "@/ui";
import { useServices } from "../page/services";
import styles from "./documents-dialog.module.css";
import { agoText } from "./relative-time";
import { Thumbnail } from "./Thumbnail";
import { TitleField } from "./TitleField";

interface DocumentCardProps {
  readonly document: KeptDocument;
  /** Is it on the page? */
  readonly isOpen: boolean;
  /** In the list, from 0. */
  readonly index: number;
  readonly onRemove: (index: number) => void;
}

/** One graph of one's own: its picture, its title, and what can be done with it. */
export const DocumentCard = memo(
  function DocumentCard({ document: kept, isOpen, index, onRemove }: DocumentCardProps) {
    const { library } = useServices();
    const read = useMemo(() => readFile(kept.text), [kept.text]);
    const [isRenaming, setRenaming] = useState(false);
    const card = useRef<HTMLLIElement>(null);
    const rename = useRef<HTMLButtonElement>(null);
    const title = kept.title === "" ? "Untitled" : kept.title;
    const name = withoutUnseen(title) || "Untitled";

    const endRenaming = () => {
      // Of a field that was left for something else, the focus is on its way there.
      if (card.current?.contains(document.activeElement)) rename.current?.focus();
      setRenaming(false);
    };
    const open = () => {
      useBackflow.getState().setDialog(null);
      void library.open(kept.id);
    };

    return (
      <li ref={card} className={classes(styles.card, isOpen && styles.open)}>
        {read.ok ? (
          <button
            type="button"
            className={styles.picture}
            aria-label={`Open “${name}”`}
            onClick={open}
          >
            <Thumbnail graph={read.value.graph} layout={read.value.layout} />
          </button>
        ) : (
          <p className={styles.unreadable}>
            This graph cannot be read. {problemSentence(read.problem)}
          </p>
        )}
        {isRenaming ? (
          <TitleField
            title={kept.title}
            className={styles.field}
            onCancel={endRenaming}
            onCommit={(text) => {
              endRenaming();
              void library.rename(kept.id, text);
            }}
          />
        ) : (
          // Its name is the title in one piece, for its two boxes would be read with a space between them.
          <h3 className={styles.title} title={name} aria-label={name}>
            <CutText text={title} />
          </h3>
        )}
        <div className={styles.foot}>
          <p className={styles.facts}>
            {isOpen && <strong>open now · </strong>}
            {agoText(kept.savedAt, Date.now())}
            {read.ok && ` · ${nodeCount(read.value.graph.nodes.length)}`}
          </p>
          {read.ok ? (
            <>
              <IconButton
                ref={rename}
                icon="rename"
                label={`Rename “${name}”`}
                onClick={() => setRenaming(true)}
              />
              <IconButton
                icon="duplicate"
                label={`Duplicate “${name}”`}
                onClick={() => void library.duplicate(kept.id)}
              />
            </>
          ) : (
            <Button icon="save" onClick={() => library.saveFile(kept)}>
              Save its text
            </Button>
          )}
          <IconButton icon="delete" label={`Delete “${name}”`} onClick={() => onRemove(index)} />
        </div>
      </li>
    );
  },
  (before, after) =>
    before.isOpen === after.isOpen &&
    before.index === after.index &&
    before.document.id === after.document.id &&
    before.document.savedAt === after.document.savedAt &&
    before.document.text === after.document.text &&
    before.document.title === after.document.title,
);

/** A title as part of a name: what cannot be seen, or turns the writing, would turn the words around it as well. */
function withoutUnseen(title: string): string {
  return title.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
}

function nodeCount(nodes: number): string {
  return nodes === 1 ? "1 node" : `${groupThousands(nodes)} nodes`;
}
