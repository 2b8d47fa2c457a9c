import { Fragment } from "react";
import { hasObjective, incompletenessOf, type NodeState, stateOf, widthOf } from "@/engine";
import {
  explainIncomplete,
  flowCounts,
  nodeFormula,
  nodeLatex,
  objectiveText,
  stateWord,
} from "@/explain";
import { opOf } from "@/ops";
import {
  type CommandId,
  chosenNode,
  commandOf,
  SELECTION,
  selectedNodes,
  useBackflow,
} from "@/store";
import { Icon, Tex } from "@/ui";
import { flowWordOf, stateWordOf } from "../health/finding-icons";
import { CommandButton } from "../page/CommandButton";
import { DifferentiateButton } from "../page/DifferentiateButton";
import { SampleChooser } from "../run/SampleChooser";
import { useThrottledFrame } from "../run/throttled-frame";
import { NodeNumbersView } from "./NodeNumbersView";
import { type NodePartProps, Section } from "./NodeSection";
import { NodeShape } from "./NodeShape";
import { NodeSteps } from "./NodeSteps";
import { NodeSymbols } from "./NodeSymbols";
import { NodeValues } from "./NodeValues";
import { NodeWires } from "./NodeWires";
import styles from "./node-panel.module.css";

/** Everything about the selected node. It is loaded when the details are first opened. */
export function NodeDetails() {
  const frame = useThrottledFrame();
  const selection = useBackflow(selectedNodes);
  const chosen = useBackflow(chosenNode);
  const node = frame.document.graph.nodes.find(({ id }) => id === chosen);
  if (!node) return <p>Select a node on the canvas: its numbers appear here, with all digits.</p>;
  return (
    <div className={styles.details} key={node.id}>
      {selection.size > 1 && (
        <p className={styles.soft}>{selection.size} nodes are selected; this is the first.</p>
      )}
      <Heading frame={frame} node={node} />
      <SampleChooser />
      <NodeValues frame={frame} node={node} />
      <HealthWords frame={frame} node={node} />
      <NodeNumbersView frame={frame} node={node} />
      <NodeShape frame={frame} node={node} />
      <NodeSymbols frame={frame} node={node} />
      <NodeWires frame={frame} node={node} />
      <NodeSteps frame={frame} node={node} />
      <OutputChoice frame={frame} node={node} />
    </div>
  );
}

function Heading({ frame, node }: NodePartProps) {
  const { graph } = frame.document;
  const formula = nodeFormula(graph, node);
  const width = widthOf(frame.evaluation, node.id);
  const incompleteness = incompletenessOf(frame.evaluation, node.id);
  const units = width === 1 ? "1 unit" : `${width} units`;
  return (
    <header className={styles.heading}>
      <div className={styles.formula}>
        <Tex
          latex={
            formula === null
              ? nodeLatex(graph, node.id)
              : `${nodeLatex(graph, node.id)} = ${formula}`
          }
        />
      </div>
      <p className={styles.soft}>
        {opOf(node.op).title}
        {width > 0 && ` · ${units}`}
      </p>
      <div className={styles.row}>
        <WordedCommand id="swap" />
      </div>
      {incompleteness && (
        <p className={styles.incomplete}>
          <Icon name="warning" size={16} /> {explainIncomplete(graph, node, incompleteness)}
        </p>
      )}
    </header>
  );
}

/** State and flow, each with what it means. */
function HealthWords({ frame, node }: NodePartProps) {
  const state = stateOf(frame.evaluation, node.id);
  const index = frame.evaluation.plan.topology.indexOf.get(node.id) ?? -1;
  const { thresholds } = frame.document;
  const flows = flowCounts(frame.evaluation, frame.health, index, thresholds);
  if (!state && !flows) return null;
  const units = widthOf(frame.evaluation, node.id);
  return (
    <Section title="Gradient health">
      <dl className={styles.words}>
        {state && (
          <>
            <dt>
              <Icon name={stateWordOf(unitWord(state)).icon} size={16} /> {stateWord(state)}
            </dt>
            <dd>{stateWordOf(unitWord(state)).meaning}</dd>
          </>
        )}
        {[...(flows ?? [])].map(([flow, count]) => {
          const { icon, word, meaning } = flowWordOf(flow);
          return (
            <Fragment key={flow}>
              <dt>
                <Icon name={icon} size={16} /> {count < units && `${count} of ${units} units: `}
                {word}
              </dt>
              <dd>{meaning}</dd>
            </Fragment>
          );
        })}
      </dl>
    </Section>
  );
}

/** The word that explains a node's state: of several, the first that is not "active". */
function unitWord(state: NodeState) {
  if (state.kind === "uniform") return state.state;
  return [...state.counts.keys()].find((word) => word !== "active") ?? "active";
}

/** What is differentiated: this node, or the losses again. */
function OutputChoice({ frame, node }: NodePartProps) {
  const { output } = frame.document.graph;
  const canReturn = useBackflow((state) => commandOf("differentiateLoss").when(state, SELECTION));
  const name = hasObjective(frame.evaluation) ? objectiveText(frame.document.graph) : "nothing";
  return (
    <Section title="What is differentiated">
      <p className={styles.soft}>
        Now: {name}. Any node can take its place (the sum of its units).
      </p>
      <div className={styles.row}>
        {output !== node.id && <WordedCommand id="differentiate" />}
        {output !== null && canReturn && <WordedCommand id="differentiateLoss" />}
        <DifferentiateButton />
      </div>
    </Section>
  );
}

function WordedCommand({ id }: { readonly id: CommandId }) {
  return <CommandButton id={id} label={commandOf(id).name} className={styles.bordered} />;
}
