import { useState } from "react";
import { list, nodeText } from "@/explain";
import { type BackflowDocument, type NodeId, wireKey } from "@/graph";
import {
  canvasView,
  documentOf,
  type NodeSearch,
  nodeSearchOf,
  presentOp,
  useBackflow,
} from "@/store";
import { Floating, laterPart, SearchField, useReturnFocus } from "@/ui";
import { boxOf } from "../page/anchor";
import { LaterBoundary } from "../page/LaterBoundary";
import styles from "./node-search.module.css";
import { SEARCH_PLACEHOLDER } from "./node-search-words";

const NodeSearchList = laterPart(async () => (await import("./NodeSearchList")).NodeSearchList);

/** The box in which something is searched for, to be added, wired with, inserted or changed into. */
export function NodeSearchBox() {
  const search = useBackflow(nodeSearchOf);
  return search && <OpenNodeSearch key={keyOf(search)} search={search} />;
}

function OpenNodeSearch({ search }: { readonly search: NodeSearch }) {
  const title = useBackflow((state) => titleOf(documentOf(state), search));
  const [query, setQuery] = useState("");
  const [entered, setEntered] = useState(false);
  const about = aboutOf(search);
  const [anchor] = useState(() => boxOf(search.anchor, about));
  const node = typeof about === "string" ? about : null;
  const returnFocus = useReturnFocus(() => canvasView.get().focus(node));
  const close = () => useBackflow.getState().setNodeSearch(null);
  return (
    <Floating anchor={anchor} sheet="head" className={styles.search} onPressOutside={close}>
      <div
        role="dialog"
        aria-label={title}
        className={styles.inside}
        // A press beside the field must not take the keys from it.
        onMouseDown={(event) => {
          if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
        }}
      >
        <h2 className={styles.title}>{title}</h2>
        <LaterBoundary
          what="The search"
          // Whoever types at once loses nothing: the list takes over what was typed until it came.
          waiting={
            <SearchField
              label={title}
              placeholder={SEARCH_PLACEHOLDER}
              query={query}
              onQuery={setQuery}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === "Enter") setEntered(true);
                if (event.key !== "Escape" && event.key !== "Tab") return;
                event.preventDefault();
                returnFocus();
                close();
              }}
            />
          }
        >
          <NodeSearchList
            search={search}
            title={title}
            query={query}
            onQuery={setQuery}
            entered={entered}
            returnFocus={returnFocus}
          />
        </LaterBoundary>
      </div>
    </Floating>
  );
}

/** Another purpose is another search. */
function keyOf(search: NodeSearch): string {
  const about = aboutOf(search);
  return `${search.kind} ${about === null || typeof about === "string" ? about : wireKey(about)}`;
}

function aboutOf(search: NodeSearch) {
  switch (search.kind) {
    case "add":
      return search.node;
    case "connect":
      return search.wire.replacing ?? search.wire.fixed.node;
    case "insert":
      return search.wire;
    case "swap":
      return search.node;
  }
}

function titleOf(document: BackflowDocument, search: NodeSearch): string {
  const name = (node: NodeId): string => nodeText(document.graph, node);
  switch (search.kind) {
    case "swap": {
      const now = presentOp(document, search)?.title;
      const many = (search.others?.length ?? 0) + 1;
      const what = many === 1 ? name(search.node) : `${many} nodes`;
      return `Change ${what}${now ? ` from ${now}` : ""} to`;
    }
    case "insert":
      return `Insert between ${name(search.wire.source)} and ${name(search.wire.target)}`;
    case "add":
      if (search.node === null) return "Add a node";
      return search.others?.length
        ? `Add a node, wired with ${list([search.node, ...search.others].map(name))}`
        : `Add a node next to ${name(search.node)}`;
    case "connect": {
      const { fixed, replacing } = search.wire;
      if (replacing)
        return fixed.kind === "source" ? "Move the wire’s end to" : "Move the wire’s start to";
      return fixed.kind === "source"
        ? `Wire ${name(fixed.node)} to`
        : `Wire into ${name(fixed.node)}`;
    }
  }
}
