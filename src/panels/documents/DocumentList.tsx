import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Result } from "@/graph";
import { type KeptDocuments, useBackflow } from "@/store";
import { Button } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { useServices } from "../page/services";
import { DocumentCard } from "./DocumentCard";
import styles from "./documents-dialog.module.css";

/** Cards that are shown at first, and added at a time. */
const PORTION = 36;
/** After this it is said that the storage is slow, in milliseconds. */
const PATIENCE = 1400;

/** The list of one's own graphs, the last edited first. */
export function DocumentList() {
  const { library } = useServices();
  const [limit, setLimit] = useState(PORTION);
  const [listed, setListed] = useState<Result<KeptDocuments, string> | null>(null);
  const openId = useBackflow(({ origin }) => (origin.kind === "record" ? origin.id : null));
  const list = useRef<HTMLUListElement>(null);
  const actions = useRef<HTMLDivElement>(null);
  const turn = useRef(0);

  const read = useCallback(async () => {
    turn.current++;
    const now = turn.current;
    const found = await library.list(limit);
    // A later answer counts, whichever comes first.
    if (now === turn.current) setListed(found);
  }, [library, limit]);
  // What is open has another id once it has become a copy: the list is then another one as well.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the id, only that it changes.
  useEffect(() => {
    void read();
    return library.onChange(() => void read());
  }, [library, read, openId]);

  /** Where the focus goes when what it was on is gone: to the card that has moved up, or to the last one. */
  const focusIndex = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is what may take the focus away.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    const cards = [...(list.current?.children ?? [])];
    const next = cards[focusIndex.current] ?? cards.at(-1) ?? actions.current;
    next?.querySelector<HTMLElement>("button")?.focus();
  }, [listed]);
  const remove = (id: string, index: number) => {
    focusIndex.current = index;
    void library.remove(id);
  };

  return (
    <>
      <div ref={actions} className={styles.actions}>
        <CommandButton id="newDocument" label="New graph" variant="primary" />
        <CommandButton id="openFile" label="Open a file" />
      </div>
      <p className={styles.lead}>
        They are kept in this browser alone. Save what matters as a file as well.
      </p>
      {listed === null && <Waiting />}
      {listed?.ok === false && (
        <div className={styles.state}>
          <p role="alert">{listed.problem}</p>
          <Button
            variant="outline"
            className={styles.again}
            onClick={() => {
              setListed(null);
              void read();
            }}
          >
            Try again
          </Button>
        </div>
      )}
      {listed?.ok && listed.value.total === 0 && (
        <p className={styles.none}>
          Nothing here yet. Your first edit of a preset or a link makes a graph of your own.
        </p>
      )}
      {listed?.ok && (
        <ul ref={list} className={styles.cards}>
          {listed.value.documents.map((document, index) => (
            <DocumentCard
              key={document.id}
              document={document}
              isOpen={document.id === openId}
              index={index}
              onRemove={(at) => remove(document.id, at)}
            />
          ))}
        </ul>
      )}
      {listed?.ok && listed.value.total > listed.value.documents.length && (
        <Button onClick={() => setLimit(limit + PORTION)}>
          Show more ({listed.value.total - listed.value.documents.length} left)
        </Button>
      )}
    </>
  );
}

/** Stands in the place of the list until it is there. */
function Waiting() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className={styles.state}>
      {isLong
        ? "This browser's storage is slow to answer. Your graphs are listed as soon as it does; files and links work as ever."
        : "The list is being read …"}
    </p>
  );
}
