import { useLayoutEffect, useRef, useState } from "react";
import type { StepExplanation } from "@/explain";
import type { Frame } from "@/store";
import { type LastScale, useFittingScale } from "../page/fitting-scale";
import { Equation } from "./Equation";
import styles from "./stage.module.css";

/** Segments of an equation that is tried as a whole: a longer one is shown so only when it is asked for. */
const MOST_TRIED = 60;

function lengthOf(lines: StepExplanation["lines"]): number {
  return lines.reduce((sum, { segments }) => {
    const inside = segments.map((each) => (each.kind === "known" ? each.segments.length : 1));
    return sum + inside.reduce((total, count) => total + count, 0);
  }, 0);
}

/** The equation, whole and as large as there is room for; what there is no room for even so is shown by a press. */
export function Board({
  explanation: { lines, wholeLines },
  frame,
  isWhole,
  onWhole,
  lastScale,
}: {
  readonly explanation: StepExplanation;
  readonly frame: Frame;
  readonly isWhole: boolean;
  readonly onWhole: (whole: boolean) => void;
  readonly lastScale: LastScale;
}) {
  const board = useRef<HTMLDivElement>(null);
  /** The whole was tried, and had no room. */
  const [isBrief, setBrief] = useState(lines !== wholeLines && lengthOf(wholeLines) > MOST_TRIED);
  const shown = isWhole || !isBrief ? wholeLines : lines;
  const { cut, tiny } = useFittingScale(board, shown, lastScale);
  const triesWhole = !isWhole && !isBrief && lines !== wholeLines;
  useLayoutEffect(() => {
    if (triesWhole && tiny) setBrief(true);
  }, [triesWhole, tiny]);
  const lacks = cut || shown !== wholeLines;
  return (
    <div ref={board} className={styles.board}>
      <Equation lines={shown} frame={frame} />
      {(isWhole || lacks) && (
        <button type="button" className={styles.whole} onClick={() => onWhole(!isWhole)}>
          {isWhole ? "Show less" : "Show the whole equation"}
        </button>
      )}
    </div>
  );
}
