import { symbolLatex } from "@/explain";
import { defaultSymbol } from "@/graph";
import { formulaLatex, type LossOp, type Op } from "@/ops";
import {
  CURVE_HEIGHT,
  CURVE_WIDTH,
  type Curve,
  classes,
  curveOfFunction,
  type Pictured,
  Tex,
} from "@/ui";
import styles from "./op-picture.module.css";

/** What an op looks like: its curve, or the formula that it stands for. */
export function OpPicture({ op }: { readonly op: Op }) {
  const curve = curveFor(op);
  const isLong = op.kind === "vector";
  return (
    <span className={classes(styles.picture, isLong && styles.long)} aria-hidden="true">
      {curve ? <CurvePicture curve={curve} /> : <Tex latex={latexOf(op)} />}
    </span>
  );
}

function CurvePicture({ curve }: { readonly curve: Curve }) {
  return (
    <svg viewBox={`0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`} className={styles.curve} aria-hidden="true">
      {curve.axisY !== null && (
        <path className={styles.axis} d={`M0 ${curve.axisY.toFixed(1)}H${CURVE_WIDTH}`} />
      )}
      <path className={styles.line} d={curve.path} />
    </svg>
  );
}

function curveFor(op: Op): Curve | null {
  if (op.kind === "unary") return curveOfFunction(op, op.setting?.initial);
  return op.kind === "loss" ? curveOfFunction(picturedLoss(op)) : null;
}

const picturedLosses = new WeakMap<LossOp, Pictured>();

/** A loss over the first of two predictions, where the target is the second class. */
function picturedLoss(op: LossOp): Pictured {
  const known = picturedLosses.get(op);
  if (known) return known;
  const setting = op.setting?.initial ?? 0;
  const pictured: Pictured = {
    curve: [-3, 3],
    value: (x) => {
      const arena = Float64Array.of(x, 0, 0, 1, 0);
      op.forward(arena, 0, 2, 4, 1, 2, setting);
      return arena[4] ?? 0;
    },
  };
  picturedLosses.set(op, pictured);
  return pictured;
}

function latexOf(op: Op): string {
  if (op.kind === "linear") return "\\beta+\\omega x";
  const formula = formulaLatex(op, ["a", "b"], 2);
  if (formula !== null) return formula;
  return symbolLatex(defaultSymbol(op.stem.replace(/^\\/, ""), op));
}
