import { useState } from "react";
import { nodeText } from "@/explain";
import type { BackflowDocument, NodeId } from "@/graph";
import {
  canvasView,
  documentOf,
  type Finder as FinderState,
  finderOf,
  presentOp,
  useBackflow,
} from "@/store";
import { Floating, laterPart, SearchField, useReturnFocus } from "@/ui";
import { boxOf } from "../page/anchor";
import { LaterBoundary } from "../page/LaterBoundary";
import styles from "./node-search.module.css";
import { FINDER_PLACEHOLDER } from "./node-search-words";

const FinderSearch = laterPart(async () => (await import("./NodeSearchList")).FinderSearch);

/** The box in which something is searched for, to be added, wired with, inserted or changed into. */
export function Finder() {
  const finder = useBackflow(finderOf);
  return finder && <OpenFinder key={keyOf(finder)} finder={finder} />;
}

function OpenFinder({ finder }: { readonly finder: FinderState }) {
  const title = useBackflow((state) => titleOf(documentOf(state), finder));
  const [query, setQuery] = useState("");
  const [entered, setEntered] = useState(false);
  const about = aboutOf(finder);
  const [anchor] = useState(() => boxOf(finder.anchor, about));
  const node = typeof about === "string" ? about : null;
  const returnFocus = useReturnFocus(() => canvasView.get().focus(node));
  const close = () => useBackflow.getState().setFinder(null);
  return (
    <Floating anchor={anchor} sheet="head" className={styles.finder} onPressOutside={close}>
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
              placeholder={FINDER_PLACEHOLDER}
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
          <FinderSearch
            finder={finder}
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
function keyOf(finder: FinderState): string {
  const about = aboutOf(finder);
  return `${finder.kind} ${typeof about === "string" ? about : about ? `${about.target}:${about.port}` : ""}`;
}

function aboutOf(finder: FinderState) {
  switch (finder.kind) {
    case "add":
      return finder.node;
    case "connect":
      return finder.wire.replacing ?? finder.wire.fixed.node;
    case "insert":
      return finder.wire;
    case "swap":
      return finder.node;
  }
}

function titleOf(document: BackflowDocument, finder: FinderState): string {
  const name = (node: NodeId): string => nodeText(document.graph, node);
  switch (finder.kind) {
    case "swap": {
      const now = presentOp(document, finder)?.title;
      return `Change ${name(finder.node)}${now ? ` from ${now}` : ""} to`;
    }
    case "insert":
      return `Insert between ${name(finder.wire.source)} and ${name(finder.wire.target)}`;
    case "add":
      return finder.node === null ? "Add a node" : `Add a node next to ${name(finder.node)}`;
    case "connect": {
      const { fixed, replacing } = finder.wire;
      if (replacing)
        return fixed.kind === "source" ? "Move the wire’s end to" : "Move the wire’s start to";
      return fixed.kind === "source"
        ? `Wire ${name(fixed.node)} to`
        : `Wire into ${name(fixed.node)}`;
    }
  }
}
