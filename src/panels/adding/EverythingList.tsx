import { useEffect, useMemo, useState } from "react";
import { nodeText } from "@/explain";
import { formatFragment } from "@/graph";
import { opById, opOf } from "@/ops";
import { presets } from "@/presets";
import {
  type CommandId,
  canvasView,
  commandIds,
  commandOf,
  documentOf,
  isPossible,
  type KeptDocument,
  performCommand,
  placeAtOnce,
  useBackflow,
} from "@/store";
import { SearchList } from "@/ui";
import { keysText } from "../page/key-names";
import { useServices } from "../page/services";
import styles from "./everything.module.css";
import { type Findable, findEverything } from "./everything-search";
import { EVERYTHING_LABEL, EVERYTHING_PLACEHOLDER } from "./everything-words";
import { OPS_BY_GROUP } from "./op-search";

/** Own graphs that are looked through: those edited last. */
const MOST_DOCUMENTS = 200;

interface EverythingListProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}

/** A field over all that can be found, by group. What is chosen is done at once. */
export function EverythingList({ query, onQuery, onClose }: EverythingListProps) {
  const services = useServices();
  const documents = useKeptDocuments();
  const document = useBackflow(documentOf);
  const findables = useMemo<readonly Findable[]>(
    () => [
      ...possibleCommands(),
      ...document.graph.nodes.map((node) => ({
        id: `node ${node.id}`,
        group: "Nodes of this graph",
        names: [nodeText(document.graph, node.id), node.id],
        more: opOf(node.op).title,
      })),
      ...OPS_BY_GROUP.map((op) => ({
        id: `op ${op.id}`,
        group: "Add a node",
        names: [op.title, op.id, ...("searchNames" in op ? op.searchNames : [])],
        more: "adds it",
      })),
      ...presets.map(({ slug, title, story }) => ({
        id: `preset ${slug}`,
        group: "Presets",
        names: [title, slug],
        more: story,
      })),
      ...documents.map(({ id, title }) => ({
        id: `own ${id}`,
        group: "My graphs",
        names: [title === "" ? "Untitled" : title],
        more: "",
      })),
    ],
    [document, documents],
  );
  const groups = useMemo(() => findEverything(query, findables), [query, findables]);
  const choose = (choice: string): void => {
    const [kind, id] = [
      choice.slice(0, choice.indexOf(" ")),
      choice.slice(choice.indexOf(" ") + 1),
    ];
    onClose();
    // Once the dialog has given the focus back: what is chosen may take it.
    setTimeout(() => {
      if (kind === "command" && isCommand(id)) performCommand(id, services);
      else if (kind === "node") {
        useBackflow.getState().select(new Set([id]));
        canvasView.get().focus(id);
      } else if (kind === "op") {
        const op = opById.get(id);
        const added = op && placeAtOnce(op.id);
        if (added) canvasView.get().focus(added);
      } else if (kind === "preset") {
        location.hash = formatFragment({ kind: "preset", slug: id, step: null, sample: null });
      } else if (kind === "own") void services.library.open(id);
    });
  };
  return (
    <SearchList
      label={EVERYTHING_LABEL}
      placeholder={EVERYTHING_PLACEHOLDER}
      query={query}
      onQuery={onQuery}
      groups={groups.map(({ name, found }) => ({
        name,
        choices: found.map(({ id, names, more }) => ({
          id,
          name: [names[0], more].filter(Boolean).join(", "),
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
      empty={`Nothing is called “${query.trim().slice(0, 40)}”. Try another word.`}
    />
  );
}

function possibleCommands(): readonly Findable[] {
  return commandIds.flatMap((id) => {
    const { name, keys, group, onFocusedNode } = commandOf(id);
    if (onFocusedNode || id === "everything" || !isPossible(id)) return [];
    return [
      { id: `command ${id}`, group: "Commands", names: [name, group], more: keysText(keys) ?? "" },
    ];
  });
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
