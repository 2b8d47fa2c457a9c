import { useMemo, useState } from "react";
import { nodeText } from "@/explain";
import type { BackflowDocument, NodeId } from "@/graph";
import { type Op, type OpId, opById, opOf } from "@/ops";
import {
  canvasView,
  choicesOf,
  chooseNode,
  chooseOp,
  chosenNode,
  documentOf,
  type Finder as FinderState,
  useBackflow,
} from "@/store";
import { type ChoiceGroup, ErrorBoundary, Floating, SearchList, useReturnFocus } from "@/ui";
import { placeOf } from "./anchor";
import styles from "./finder.module.css";
import { OpPicture } from "./OpPicture";
import { matchName, OP_GROUPS, OPS_BY_GROUP, searchOps } from "./op-search";

/** The search for what to add, to wire with, to insert or to change an operation into. */
export function Finder() {
  const finder = useBackflow((state) => state.finder);
  if (!finder) return null;
  return (
    <ErrorBoundary what="The search">
      <OpenFinder key={keyOf(finder)} finder={finder} />
    </ErrorBoundary>
  );
}

function OpenFinder({ finder }: { readonly finder: FinderState }) {
  const document = useBackflow(documentOf);
  const [query, setQuery] = useState("");
  const [place] = useState(() => placeOf(finder.anchor, aboutOf(finder)));
  const about = aboutOf(finder);
  const node = typeof about === "string" ? about : null;
  const returnFocus = useReturnFocus(() => canvasView.get().focus(node));
  // What fits is found once; typing only narrows it.
  const choices = useMemo(() => choicesOf(document, finder), [document, finder]);
  const groups = useMemo(
    () => groupsOf(document, finder, choices, query),
    [document, finder, choices, query],
  );
  const close = () => {
    returnFocus();
    useBackflow.getState().setFinder(null);
  };
  const choose = (id: string) => {
    const before = documentOf(useBackflow.getState());
    const [kind, name = ""] = split(id);
    const op = opById.get(name);
    if (kind === "op" && op) chooseOp(finder, op.id);
    else if (kind === "node") chooseNode(finder, name);
    const state = useBackflow.getState();
    const isNew = documentOf(state) !== before && finder.kind !== "swap";
    const chosen = chosenNode(state);
    if (kind === "op" && isNew && chosen) canvasView.get().focus(chosen);
    else returnFocus();
  };
  const title = titleOf(document, finder);
  return (
    <Floating
      place={place}
      sheet="head"
      className={styles.finder}
      onPressOutside={() => useBackflow.getState().setFinder(null)}
    >
      <div role="dialog" aria-label={title} className={styles.inside}>
        <h2 className={styles.title}>{title}</h2>
        <SearchList
          label={title}
          placeholder="Search: relu, ×, mse …"
          query={query}
          onQuery={setQuery}
          groups={groups}
          onChoose={choose}
          onClose={close}
          empty={
            query.trim() === ""
              ? "Nothing fits here. Escape closes."
              : `Nothing here is called “${query.trim().slice(0, 40)}”. Try another word.`
          }
        />
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
      return finder.wire ? (finder.wire.replacing ?? finder.wire.fixed.node) : null;
    case "insert":
      return finder.wire;
    case "swap":
      return finder.node;
  }
}

function titleOf({ graph }: BackflowDocument, finder: FinderState): string {
  const name = (node: NodeId): string => nodeText(graph, node);
  switch (finder.kind) {
    case "swap":
      return `Change the operation of ${name(finder.node)}`;
    case "insert":
      return `Insert between ${name(finder.wire.source)} and ${name(finder.wire.target)}`;
    case "add": {
      if (!finder.wire) return "Add a node";
      const { fixed, replacing } = finder.wire;
      if (replacing)
        return fixed.kind === "source" ? "Move the wire’s end to" : "Move the wire’s start to";
      if (!finder.mustFit) return `Add a node after ${name(fixed.node)}`;
      return fixed.kind === "source"
        ? `Wire ${name(fixed.node)} to`
        : `Wire into ${name(fixed.node)}`;
    }
  }
}

function groupsOf(
  document: BackflowDocument,
  finder: FinderState,
  choices: { readonly nodes: readonly NodeId[]; readonly ops: readonly Op[] },
  query: string,
): ChoiceGroup[] {
  const nodes = choices.nodes.filter((node) => isWanted(document, node, query));
  const offered = new Set<OpId>(choices.ops.map(({ id }) => id));
  const found = searchOps(
    query,
    OPS_BY_GROUP.filter(({ id }) => offered.has(id)),
  );
  const isNew = finder.kind === "add" && finder.wire !== null && finder.mustFit;
  // What owns its number takes no wire: after a node, it comes last.
  const goesOn = finder.kind === "add" && finder.wire !== null;
  const order = goesOn ? [...OP_GROUPS.slice(1), ...OP_GROUPS.slice(0, 1)] : OP_GROUPS;
  // While somebody searches, the best comes first, whatever its group.
  const groups =
    query.trim() === ""
      ? order.map(({ id, name }) => ({ name, ops: found.filter((op) => op.group === id) }))
      : [{ name: isNew ? "New nodes" : "Operations", ops: found }];
  return [
    {
      name: "Nodes of this graph",
      choices: nodes.map((node) => ({
        id: `node ${node}`,
        name: nodeText(document.graph, node),
        content: <NodeChoice document={document} node={node} />,
      })),
    },
    ...groups.map((group) => ({
      name: group.name,
      choices: group.ops.map((op) => ({
        id: `op ${op.id}`,
        name: op.title,
        content: <OpChoice op={op} />,
      })),
    })),
  ].filter((group) => group.choices.length > 0);
}

function isWanted({ graph }: BackflowDocument, id: NodeId, query: string): boolean {
  if (query.trim() === "") return true;
  const node = graph.nodes.find((each) => each.id === id);
  const names = [id, nodeText(graph, id), node ? opOf(node.op).title : ""];
  return names.some((name) => matchName(query, name) !== null);
}

function split(id: string): readonly string[] {
  const space = id.indexOf(" ");
  return [id.slice(0, space), id.slice(space + 1)];
}

function OpChoice({ op }: { readonly op: Op }) {
  return (
    <>
      <OpPicture op={op} />
      <span className={styles.name}>{op.title}</span>
    </>
  );
}

function NodeChoice({
  document,
  node,
}: {
  readonly document: BackflowDocument;
  readonly node: NodeId;
}) {
  const found = document.graph.nodes.find(({ id }) => id === node);
  return (
    <>
      <span className={styles.symbol}>{nodeText(document.graph, node)}</span>
      <span className={styles.name}>{found && opOf(found.op).title}</span>
    </>
  );
}
