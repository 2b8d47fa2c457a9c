import { useMemo } from "react";
import { editProblemSentence, nodeText, portName } from "@/explain";
import type { BackflowDocument, NodeId } from "@/graph";
import { type Op, type OpId, opById, opOf } from "@/ops";
import {
  type Choices,
  canvasView,
  choicesOf,
  chooseNode,
  chooseOp,
  chosenNode,
  documentOf,
  type FittingNode,
  type NodeSearch,
  presentOp,
  refusalOf,
  useBackflow,
} from "@/store";
import { type ChoiceGroup, SearchList } from "@/ui";
import { useEnteredChoice } from "./entered-choice";
import { buildFormulas } from "./formula-building";
import { formulaProblemSentence } from "./formula-words";
import styles from "./node-search.module.css";
import { SEARCH_PLACEHOLDER } from "./node-search-words";
import { OpPicture } from "./OpPicture";
import { matchName, OP_GROUPS, OPS_BY_GROUP, searchOps, unitsOf } from "./op-search";
import { type TypedFormula, typedFormula } from "./typed-formula";

interface NodeSearchListProps {
  readonly search: NodeSearch;
  /** Says what is chosen. */
  readonly title: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Was Enter pressed before the list was there? */
  readonly entered: boolean;
  readonly returnFocus: () => void;
}

/** The search for what to add, to wire with, to insert or to change an operation into. */
export function NodeSearchList(props: NodeSearchListProps) {
  const { search, title, query, onQuery, entered, returnFocus } = props;
  const document = useBackflow(documentOf);
  // What fits is found once; typing only narrows it.
  const choices = useMemo(() => choicesOf(document, search), [document, search]);
  const formula = useMemo(
    () => (search.kind === "add" ? typedFormula(query, document.graph) : null),
    [document, search, query],
  );
  const groups = useMemo(
    () => withFormula(groupsOf(document, search, choices, query), formula, query),
    [document, search, choices, query, formula],
  );
  const close = () => {
    returnFocus();
    useBackflow.getState().setNodeSearch(null);
  };
  const choose = (id: string) => {
    const before = documentOf(useBackflow.getState());
    const [kind, name = ""] = split(id);
    const op = opById.get(name);
    if (kind === "op" && op) chooseOp(search, op.id);
    else if (kind === "node") chooseNode(search, name);
    else if (formula?.kind === "formula") {
      returnFocus();
      useBackflow.getState().setNodeSearch(null);
      void buildFormulas(formula.statements).then((result) => {
        if (result === null) return;
        canvasView.get().focus(result);
        // The whole of it is what was asked for, not its last node.
        useBackflow.getState().requestFit();
      });
      return;
    }
    const state = useBackflow.getState();
    const isNew = documentOf(state) !== before && search.kind !== "swap";
    const chosen = chosenNode(state);
    if (kind === "op" && isNew && chosen) canvasView.get().focus(chosen);
    else returnFocus();
  };
  // Until something is typed, an operation that is to be changed is where the walk begins.
  const present = query.trim() === "" ? presentOp(document, search) : null;
  const start = present ? `op ${present.id}` : undefined;
  const first = start ?? groups[0]?.choices[0]?.id;
  useEnteredChoice(entered, first, choose);
  return (
    <SearchList
      label={title}
      placeholder={SEARCH_PLACEHOLDER}
      query={query}
      onQuery={onQuery}
      groups={groups}
      start={start}
      onChoose={choose}
      onClose={close}
      note={
        formula?.kind === "unfinished" && groups.length === 0
          ? formulaProblemSentence(formula.problem)
          : reasonAgainst(document, search, query)
      }
      empty={
        query.trim() === ""
          ? "Nothing fits here. Escape closes."
          : `Nothing here is called “${query.trim().slice(0, 40)}”. Try another word.`
      }
    />
  );
}

function groupsOf(
  document: BackflowDocument,
  search: NodeSearch,
  choices: Choices,
  query: string,
): ChoiceGroup[] {
  const nodes = choices.nodes.filter(({ id }) => isWanted(document, id, query));
  const offered = new Set<OpId>(choices.ops.map(({ id }) => id));
  const found = searchOps(
    query,
    OPS_BY_GROUP.filter(({ id }) => offered.has(id)),
    unitsMet(document, search),
  );
  const isNew = search.kind === "connect";
  const present = presentOp(document, search)?.id;
  // What owns its number takes no wire: after a node, it comes last.
  const goesOn = goesOnFromNode(document, search);
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
        id: `node ${node.id}`,
        name: nodeText(document.graph, node.id),
        content: <NodeChoice document={document} node={node} />,
      })),
    },
    ...groups.map((group) => ({
      name: group.name,
      choices: group.ops.map((op) => ({
        id: `op ${op.id}`,
        name: op.id === present ? `${op.title}, as it is now` : op.title,
        content: <OpChoice op={op} isPresent={op.id === present} />,
      })),
    })),
  ].filter((group) => group.choices.length > 0);
}

/** How many units what is searched for will meet. */
function unitsMet({ graph }: BackflowDocument, search: NodeSearch): number | null {
  switch (search.kind) {
    case "add":
      return unitsOf(graph, search.node);
    case "connect":
      return unitsOf(graph, search.wire.fixed.node);
    case "insert":
      return unitsOf(graph, search.wire.source);
    case "swap":
      return unitsOf(
        graph,
        graph.wires.find(({ target }) => target === search.node)?.source ?? search.node,
      );
  }
}

/** The choices with what was typed as a formula, behind whatever the text is the name of. */
function withFormula(
  groups: readonly ChoiceGroup[],
  formula: TypedFormula | null,
  query: string,
): readonly ChoiceGroup[] {
  if (formula?.kind !== "formula") return groups;
  const text = query.trim();
  const own: ChoiceGroup = {
    name: "Formula",
    choices: [
      {
        id: "formula",
        name: `Build ${text}`,
        content: (
          <>
            <span className={styles.symbol}>=</span>
            <span className={styles.name}>Build {text}</span>
          </>
        ),
      },
    ],
  };
  return [...groups, own];
}

function goesOnFromNode({ graph }: BackflowDocument, search: NodeSearch): boolean {
  if (search.kind === "connect") return search.wire.fixed.kind === "source";
  const from = search.kind === "add" && graph.nodes.find(({ id }) => id === search.node);
  return from ? opOf(from.op).kind !== "loss" : false;
}

/** Why the node that was asked for by its name cannot be had; null where none was. */
function reasonAgainst(
  document: BackflowDocument,
  search: NodeSearch,
  query: string,
): string | null {
  const { graph } = document;
  const named = graph.nodes.find(({ id }) =>
    [id, nodeText(graph, id)].some((name) => matchName(query, name) === 0),
  );
  const problem = named ? refusalOf(document, search, named.id) : null;
  return problem && editProblemSentence(graph, problem);
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

function OpChoice({ op, isPresent }: { readonly op: Op; readonly isPresent: boolean }) {
  return (
    <>
      <OpPicture op={op} />
      <span className={styles.name}>{op.title}</span>
      {isPresent && <span className={styles.present}>now</span>}
    </>
  );
}

/** A node with the port that would be wired, where it has several. */
function NodeChoice({
  document,
  node,
}: {
  readonly document: BackflowDocument;
  readonly node: FittingNode;
}) {
  const found = document.graph.nodes.find(({ id }) => id === node.id);
  if (!found) return null;
  const { kind, title } = opOf(found.op);
  const port = kind === "binary" || kind === "loss" ? node.port : null;
  return (
    <>
      <span className={styles.symbol}>{nodeText(document.graph, node.id)}</span>
      <span className={styles.name}>
        {title}
        {port !== null && `, port ${portName(found, port)}`}
      </span>
    </>
  );
}
