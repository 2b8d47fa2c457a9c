import { Suspense } from "react";
import { formulaText, nodeFormula } from "@/explain";
import { type Graph, type GraphNode, isLinear, type NodeIndex } from "@/graph";
import { opOf } from "@/ops";
import { documentOf, useBackflow } from "@/store";
import { CURVE_HEIGHT, CURVE_WIDTH, curveOfFunction, laterPart, Tex } from "@/ui";
import { fittedText } from "./fitted-text";
import { BetaNumber } from "./NumberEditors";
import styles from "./node.module.css";
import { widthOfFormula } from "./number-texts";

/** The node as a function of inputs, or of whatever was chosen. */
const FunctionPicture = laterPart(
  async () => (await import("../pictures/FunctionPicture")).FunctionPicture,
);

/** How wide a formula is that can be read in a node, in letters; of a wider one the end fades, and it is whole on hover. */
const LONGEST_FORMULA = 22;

/** What a computed node shows between its symbol and its derivative. */
export function NodeMiddle(props: { graph: Graph; node: GraphNode; index: NodeIndex }) {
  const { graph, node } = props;
  const pictures = useBackflow((state) => documentOf(state).pictures);
  if (pictures.kind === "curve" || pictures.kind === "map") {
    return (
      <>
        {isLinear(node) && <div className={styles.betaCorner} data-part="beta-corner" />}
        <div className={styles.picture}>
          <Suspense fallback={null}>
            <FunctionPicture key={JSON.stringify(pictures)} node={node} index={props.index} />
          </Suspense>
        </div>
        <div className={styles.value} data-part="value" />
      </>
    );
  }
  const formula = nodeFormula(graph, node);
  const text = formulaText(graph, node);
  return (
    <>
      <div
        {...fittedText(styles.formula, widthOfFormula(text ?? ""), LONGEST_FORMULA)}
        title={text !== null && widthOfFormula(text) > LONGEST_FORMULA ? text : undefined}
      >
        {formula !== null && text !== null && <Tex latex={formula} label={text} />}
      </div>
      <div className={styles.middle}>
        {(pictures.kind === "op" || isLinear(node)) && <Middle {...props} />}
      </div>
      <div className={styles.value} data-part="value" />
    </>
  );
}

function Middle({ node }: { node: GraphNode }) {
  const op = opOf(node.op);
  if (op.kind === "linear" && "betaSymbol" in node) return <BetaNumber node={node} />;
  if (op.kind === "unary" || op.kind === "loss") {
    // With a setting, and of a loss, it follows the numbers: `paintCurve` draws it.
    const curve = op.kind === "unary" && !op.setting ? curveOfFunction(op) : null;
    return (
      <svg
        className={styles.curve}
        width={CURVE_WIDTH}
        height={CURVE_HEIGHT}
        viewBox={`0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`}
        aria-hidden="true"
      >
        <path
          className={styles.axis}
          data-part="axis"
          d={curve?.axisY != null ? `M0 ${curve.axisY}H${CURVE_WIDTH}` : ""}
        />
        <path className={styles.line} data-part="line" d={curve?.path ?? ""} />
        <path className={styles.tangent} data-part="tangent" d="" />
        <g data-part="points" className={styles.point} />
      </svg>
    );
  }
  return null;
}
