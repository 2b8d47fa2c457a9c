import { betaLatex, betaText, formatNumber, nodeText } from "@/explain";
import {
  type GraphNode,
  isTableNode,
  type LinearNode,
  type NumberAddress,
  numberAt,
} from "@/graph";
import { canvasView, changeNumber, documentOf, useBackflow } from "@/store";
import { NumberField, Tex } from "@/ui";
import { fittedText } from "./fitted-text";
import styles from "./node.module.css";
import { widthInDigits } from "./number-texts";

/** An editable number of the document. Edits of one gesture are one undo. */
export function DocumentNumber({
  address,
  label,
  className,
}: {
  address: NumberAddress;
  label: string;
  className?: string | undefined;
}) {
  const value = useBackflow((state) => numberAt(documentOf(state), address));
  if (value === undefined) return null;
  return (
    <NumberField
      value={value}
      label={label}
      format={formatNumber}
      size={Math.max(3, widthInDigits(formatNumber(value)) + 0.6)}
      {...(className === undefined ? {} : { className })}
      onChange={(next, gesture) => changeNumber(address, next, label, gesture)}
      // The node takes the focus: Tab goes on from there, and the other keys are the page's.
      onEnter={() => canvasView.get().focus(address.node)}
    />
  );
}

/** The number of a leaf of one unit, at the chosen sample; for several units, the painted text. */
export function LeafNumber({ node }: { node: GraphNode }) {
  const symbol = useBackflow((state) => nodeText(documentOf(state).graph, node.id));
  const row = useBackflow((state) => (isTableNode(node) ? state.sample : 0));
  if (!("width" in node) || node.width !== 1) {
    return <div className={styles.value} data-part="value" />;
  }
  return (
    <DocumentNumber
      address={{ kind: "value", node: node.id, row, unit: 0 }}
      label={`Value of ${symbol}`}
      className={styles.number}
    />
  );
}

/** β of a linear node, with its partial once the run has reached it. */
export function BetaNumber({ node }: { node: LinearNode }) {
  const latex = useBackflow((state) => betaLatex(documentOf(state).graph, node));
  const text = useBackflow((state) => betaText(documentOf(state).graph, node));
  const isFramed = useBackflow(
    ({ framed }) => framed?.kind === "beta" && framed.node === node.id && node.width === 1,
  );
  const count = `${node.width} numbers`;
  return (
    <div className={styles.beta}>
      <Tex latex={latex} label={text} />
      {node.width === 1 ? (
        <DocumentNumber
          address={{ kind: "beta", node: node.id, unit: 0 }}
          label={text}
          className={styles.betaNumber}
        />
      ) : (
        <span className={styles.ofUnits}>
          <span className={styles.partialName} data-part="beta-partial-name" />
          <span {...fittedText(styles.count, count.length, count.length)}>{count}</span>
        </span>
      )}
      <span className={styles.partialLine}>
        {node.width === 1 && <span className={styles.nameBeside} data-part="beta-partial-name" />}
        <span className={styles.partial} data-part="beta-partial" data-framed={isFramed} />
      </span>
    </div>
  );
}
