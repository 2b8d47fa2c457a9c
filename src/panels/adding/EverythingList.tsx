import { useEffect, useMemo, useState } from "react";
import { formatFragment, wireKey } from "@/graph";
import { opById } from "@/ops";
import {
  type CommandId,
  canvasView,
  chosenNode,
  commandIds,
  documentOf,
  type KeptDocument,
  PANE_TABS,
  performCommand,
  placeAtOnce,
  type Services,
  useBackflow,
} from "@/store";
import { SearchList } from "@/ui";
import { useServices } from "../page/services";
import { useEnteredChoice } from "./entered-choice";
import styles from "./everything.module.css";
import { findEverything } from "./everything-search";
import { EVERYTHING_LABEL, EVERYTHING_PLACEHOLDER } from "./everything-words";
import { findablesOf } from "./findables";
import { goToGroup, goToNode, goToWire } from "./going-to";
import { unitsOf } from "./op-search";

/** Own graphs that are looked through: those edited last. */
const MOST_DOCUMENTS = 200;

interface EverythingListProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Was Enter pressed before the list was there? */
  readonly entered: boolean;
  readonly onClose: () => void;
}

/** A field over all that can be found, by group. What is chosen is done at once; of what cannot be done it is said why. */
export function EverythingList({ query, onQuery, entered, onClose }: EverythingListProps) {
  const services = useServices();
  const documents = useKeptDocuments();
  const document = useBackflow(documentOf);
  const units = useBackflow((state) => unitsOf(documentOf(state).graph, chosenNode(state)));
  const [refusal, setRefusal] = useState<string | null>(null);
  const findables = useMemo(
    () => findablesOf(document, documents, units),
    [document, documents, units],
  );
  const groups = useMemo(() => findEverything(query, findables), [query, findables]);
  const choose = (choice: string): void => {
    const chosen = findables.find(({ id }) => id === choice);
    if (chosen?.against !== undefined) {
      setRefusal(chosen.against);
      return;
    }
    onClose();
    // Once the dialog has given the focus back: what is chosen may take it.
    setTimeout(() => goTo(choice, services));
  };
  const first = groups[0]?.found[0]?.id;
  useEnteredChoice(entered, first, choose);
  return (
    <SearchList
      label={EVERYTHING_LABEL}
      placeholder={EVERYTHING_PLACEHOLDER}
      query={query}
      onQuery={(typed) => {
        onQuery(typed);
        setRefusal(null);
      }}
      groups={groups.map(({ name, found }) => ({
        name,
        choices: found.map(({ id, names, more, against }) => ({
          id,
          name: [names[0], more].filter(Boolean).join(", "),
          isRefused: against !== undefined,
          content: (
            <span className={styles.choice}>
              <span className={styles.name}>{names[0]}</span>
              <span className={styles.more}>{more}</span>
            </span>
          ),
        })),
      }))}
      onChoose={choose}
      onClose={onClose}
      note={refusal}
      empty={`Nothing is called “${query.trim().slice(0, 40)}”. Try another word.`}
    />
  );
}

/** Does or shows what was chosen: "command undo", "node h1". */
function goTo(choice: string, services: Services): void {
  const space = choice.indexOf(" ");
  const [kind, id] = [choice.slice(0, space), choice.slice(space + 1)];
  const state = useBackflow.getState();
  switch (kind) {
    case "command":
      if (isCommand(id)) performCommand(id, services);
      return;
    case "pane": {
      const pane = PANE_TABS.find((each) => each === id);
      if (pane) state.setPane(pane);
      return;
    }
    case "node":
    case "bias":
      goToNode(id);
      return;
    case "wire": {
      const wire = documentOf(state).graph.wires.find((each) => wireKey(each) === id);
      if (wire) goToWire(wire);
      return;
    }
    case "group":
      goToGroup(id);
      return;
    case "op": {
      const op = opById.get(id);
      const added = op && placeAtOnce(op.id);
      if (added) canvasView.get().focus(added);
      return;
    }
    case "preset":
      location.hash = formatFragment({ kind: "preset", slug: id, step: null, sample: null });
      return;
    case "own":
      void services.library.open(id);
  }
}

function isCommand(id: string): id is CommandId {
  return commandIds.some((each) => each === id);
}

/** The graphs of one's own, as soon as they are read; none where they cannot be. */
function useKeptDocuments(): readonly KeptDocument[] {
  const { library } = useServices();
  const [documents, setDocuments] = useState<readonly KeptDocument[]>([]);
  useEffect(() => {
    let isWanted = true;
    void library.list(MOST_DOCUMENTS).then((listed) => {
      if (isWanted && listed.ok) setDocuments(listed.value.documents);
    });
    return () => {
      isWanted = false;
    };
  }, [library]);
  return documents;
}
