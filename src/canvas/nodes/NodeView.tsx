import type { NodeProps } from "@xyflow/react";
import { type CSSProperties, memo, useCallback, useContext, useMemo, useRef } from "react";
import { nodeLatex, nodeText } from "@/explain";
import type { NodeId } from "@/graph";
import { MOST_GROWTH, sizeOf } from "@/layout";
import { opOf } from "@/ops";
import { commands, documentOf, type Frame, frameOf, useBackflow } from "@/store";
import { ErrorBoundary, Icon, Tex } from "@/ui";
import type { FlagLift, FlowNode } from "../flow/flow-elements";
import { OverviewContext } from "../flow/level-of-detail";
import { useDeferredMount } from "../painting/deferred-mount";
import { Paint } from "../painting/paint";
import { usePainter, useViewWatch } from "../painting/painter";
import { paintCurve } from "./curve-paint";
import { fittedText } from "./fitted-text";
import { NodeMiddle } from "./NodeMiddle";
import { LeafNumber } from "./NumberEditors";
import styles from "./node.module.css";
import { nameDigits, paintFlag, paintNode } from "./node-paint";
import type { NodePart } from "./node-part";
import { widthInDigits } from "./number-texts";
import { Ports } from "./Ports";

/** What stays free at the two borders of a node, canvas units. */
const BORDERS = 8;

const NO_LIFT: FlagLift = { usual: 0, grown: 0 };

/** Characters of a symbol that fit in; of a longer one the end fades, and it is whole on hover and in the details. */
const LONGEST_SYMBOL = 15;

/** A node of the graph: a piece of mathematics with its numbers of this moment. */
export const NodeView = memo(function NodeView({ data, selected }: NodeProps<FlowNode>) {
  if (useContext(OverviewContext)) {
    const { id, op } = data.node;
    return <article className={styles.hold} data-node={id} data-op={op} data-selected={selected} />;
  }
  return (
    <ErrorBoundary what={`Node ${nodeText(data.graph, data.node.id)}`}>
      <NodeInTurn data={data} selected={selected} />
    </ErrorBoundary>
  );
});

/** A node that comes into a moving view is an empty box until it may be drawn (`useDeferredMount`). */
function NodeInTurn({ data, selected }: { data: FlowNode["data"]; selected: boolean }) {
  // Other pictures are other elements, and what paints a node holds those that it found.
  const pictures = useBackflow((state) => documentOf(state).pictures.kind);
  if (useDeferredMount()) return <NodeBody key={pictures} data={data} selected={selected} />;
  const { id, op } = data.node;
  return (
    <article
      className={`${styles.node} ${styles.hold}`}
      data-node={id}
      data-op={op}
      data-kind={opOf(op).kind}
      data-selected={selected}
    />
  );
}

function NodeBody({ data, selected }: { data: FlowNode["data"]; selected: boolean }) {
  const { node, index, graph, flagLift = NO_LIFT } = data;
  const root = useRef<HTMLElement>(null);
  const makePainter = useCallback(() => {
    const element = root.current;
    if (!element) return null;
    const paint = new Paint<NodePart>(element);
    return (frame: Frame, settled: boolean) => {
      paintNode(paint, element, frame, node, index);
      if (settled) paintFlag(paint, frame, node);
      paintCurve(paint, frame, node, index);
    };
  }, [node, index]);
  usePainter(
    makePainter,
    useMemo(() => [node.id], [node.id]),
  );
  useViewWatch(root, node.id);
  const op = opOf(node.op);
  const isLeaf = op.kind === "leaf";
  const { width, height } = sizeOf(node);
  const name = nodeText(graph, node.id);
  const isOutput = graph.output === node.id;
  const isFramed = useBackflow(({ framed }) => framed?.kind === "value" && framed.node === node.id);
  return (
    <>
      <article
        ref={root}
        className={styles.node}
        data-node={node.id}
        data-op={node.op}
        data-kind={op.kind}
        data-selected={selected}
        data-output={isOutput}
        style={
          {
            width,
            height,
            "--room": `${width - BORDERS}px`,
            "--flag-lift": liftStyle(flagLift),
          } as CSSProperties
        }
        onPointerEnter={({ currentTarget }) =>
          nameDigits(currentTarget, frameOf(useBackflow.getState()), node, index)
        }
      >
        <div {...fittedText(styles.symbol, widthInDigits(name), LONGEST_SYMBOL)} title={name}>
          <Tex latex={nodeLatex(graph, node.id)} label={name} />
          {isOutput && (
            <span className={styles.outputMark} title="This node is differentiated">
              <Icon name="target" />
              <span className="visually-hidden">differentiated</span>
            </span>
          )}
        </div>
        {isLeaf ? (
          <>
            <div className={styles.word}>{op.title.toLowerCase()}</div>
            <LeafNumber node={node} />
          </>
        ) : (
          <NodeMiddle graph={graph} node={node} index={index} />
        )}
        <div className={styles.units} data-part="units" />
        <div className={styles.gradient} data-part="gradient" data-framed={isFramed} />
        <span className={styles.state} data-part="state" />
        <span className={styles.flow} data-part="flow">
          <svg className={styles.flowIcon} width={18} height={18} aria-hidden="true">
            <use data-part="flow-icon" />
          </svg>
          <span data-part="flow-text" />
        </span>
        <output className={styles.flag} data-part="flag" hidden />
        {selected && <NodeMenuButton node={node.id} />}
      </article>
      <Ports data={data} />
    </>
  );
}

/** A flag rises with the letters of the labels below it. */
function liftStyle({ usual, grown }: FlagLift): string {
  const perGrowth = (grown - usual) / (MOST_GROWTH - 1);
  return `calc(${usual}px + ${perGrowth}px * (var(--letter-growth) - 1))`;
}

function NodeMenuButton({ node }: { readonly node: NodeId }) {
  const { name } = commands.menu;
  return (
    <button
      type="button"
      className={`${styles.details} nodrag nopan`}
      aria-label={name}
      aria-haspopup="menu"
      title={name}
      onClick={(event) => {
        event.stopPropagation();
        useBackflow.getState().setMenu({ target: { kind: "node", node }, anchor: null });
      }}
    >
      <Icon name="menu" />
    </button>
  );
}
