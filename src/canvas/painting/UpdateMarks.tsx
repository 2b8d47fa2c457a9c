import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { planOf } from "@/engine";
import { betaLatex, formatNumber } from "@/explain";
import { type Graph, isLinear, wireKey } from "@/graph";
import { documentOf, type ShownUpdate, useBackflow, useTraining } from "@/store";
import { Tex } from "@/ui";
import styles from "./update-marks.module.css";

/** Arrows, in pixels at zoom 1: the longest update of all has the longest, and none is too short to be seen. */
const LONGEST = 34;
const SHORTEST = 7;
/** Of more weights no arrows are drawn: they would be noise. */
const MOST_MARKED = 400;

/** β, or the weights of one wire: where they stand in the plan, and where on the page. */
interface MarkedNumbers {
  readonly name: string;
  readonly selector: string;
  /** LaTeX of β, for where nothing else beside the mark names it. */
  readonly symbol: string | null;
  readonly from: number;
  readonly count: number;
}

/** β of every node and the weights of every wire into a linear node. */
function markedNumbersOf(graph: Graph): readonly MarkedNumbers[] {
  const { slots, topology, wireParameters } = planOf(graph);
  const nodes = graph.nodes.flatMap((node, index): MarkedNumbers[] => {
    const { id } = node;
    const from = slots[index]?.parameters ?? -1;
    const count = topology.widths[index] ?? 0;
    if (from < 0 || count === 0) return [];
    const at = `[data-node="${id}"]`;
    // Where the node shows a picture, β has no line but a corner.
    const selector = `${at} :has(> * > [data-part="beta-partial"]), ${at} [data-part="beta-corner"]`;
    const symbol = isLinear(node) ? betaLatex(graph, node) : null;
    return [{ name: id, selector, symbol, from, count }];
  });
  const wires = graph.wires.flatMap((wire, index): MarkedNumbers[] => {
    const from = wireParameters[index] ?? -1;
    const width = topology.widths[topology.targets[index] ?? -1] ?? 0;
    const count = width * (topology.widths[topology.sources[index] ?? -1] ?? 0);
    const name = wireKey(wire);
    const selector = `[data-wire-label="${name}"] > *`;
    return from < 0 || count === 0 ? [] : [{ name, selector, symbol: null, from, count }];
  });
  return [...nodes, ...wires];
}

/**
 * What a training does to the weights, at the weights: after an iteration an arrow for each, to the right where it has
 * grown; inside the update the numbers of the one that is written out, as far as they are known.
 */
export function UpdateMarks() {
  const graph = useBackflow((state) => documentOf(state).graph);
  const deltas = useTraining((session) => session.deltas);
  const update = useTraining((session) => session.update);
  const updateStep = useTraining((session) => session.updateStep);
  const marked = useMemo(() => markedNumbersOf(graph), [graph]);
  const longest = useMemo(
    () => deltas?.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
    [deltas],
  );
  const known = updateStep === null ? null : update;
  const isCrowded = marked.length > MOST_MARKED;
  return marked.map((numbers) => {
    const { name, from, count, selector, symbol } = numbers;
    const own =
      deltas && deltas.length >= from + count ? deltas.subarray(from, from + count) : null;
    const isWritten =
      known !== null && known.parameterIndex >= from && known.parameterIndex < from + count;
    if (!isWritten && (!own || isCrowded || updateStep !== null)) return null;
    return (
      <AtPlace key={name} selector={selector}>
        {isWritten ? (
          <KnownNumbers update={known} shown={updateStep ?? 0} />
        ) : (
          own && (
            <>
              {symbol && (
                <span className={styles.name} aria-hidden="true">
                  <Tex latex={symbol} />
                </span>
              )}
              <UpdateArrow deltas={own} longest={longest ?? 0} />
            </>
          )
        )}
      </AtPlace>
    );
  });
}

/** Draws beside a number that the canvas has drawn: nothing while it is out of view. */
function AtPlace({ selector, children }: { selector: string; children: React.ReactNode }) {
  const [host, setHost] = useState<Element | null>(null);
  // What is drawn comes and goes with the view, so each iteration looks again.
  useEffect(() => {
    if (!host?.isConnected) setHost(document.querySelector(selector));
  });
  return host?.isConnected ? createPortal(children, host) : null;
}

/** Of several weights the longest update counts. */
function UpdateArrow({ deltas, longest }: { deltas: Float64Array; longest: number }) {
  let delta = deltas[0] ?? 0;
  for (const one of deltas) if (Math.abs(one) > Math.abs(delta)) delta = one;
  const text = `Δ ${delta > 0 ? "+" : ""}${formatNumber(delta, 3)}`;
  const length = longest === 0 ? 0 : SHORTEST + (LONGEST - SHORTEST) * (Math.abs(delta) / longest);
  const tip = delta < 0 ? 1 : length - 1;
  const back = delta < 0 ? 5 : length - 5;
  return (
    <span
      className={styles.arrow}
      data-update={delta}
      role="img"
      aria-label={`last update ${text}${deltas.length > 1 ? ", the largest of its weights" : ""}`}
      title={`${text} by the last iteration`}
    >
      {delta === 0 ? (
        "Δ 0"
      ) : (
        <svg
          width={length}
          height={9}
          viewBox={`0 0 ${length} 9`}
          style={{ "--length": `${length}px` } as CSSProperties}
          aria-hidden="true"
        >
          <path d={`M0 4.5H${length}M${back} 1L${tip} 4.5L${back} 8`} />
        </svg>
      )}
    </span>
  );
}

/** Below its number, or above it where there is no room below in the canvas and more above. */
function placeInView(table: HTMLElement): void {
  table.dataset.side = "below";
  const canvas = table.closest(".react-flow")?.getBoundingClientRect();
  const number = table.parentElement?.getBoundingClientRect();
  if (!canvas || !number || table.getBoundingClientRect().bottom <= canvas.bottom) return;
  if (number.top - canvas.top > canvas.bottom - number.bottom) table.dataset.side = "above";
}

function KnownNumbers({ update, shown }: { update: ShownUpdate; shown: number }) {
  const table = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each line it is higher.
  useLayoutEffect(() => {
    if (table.current) placeInView(table.current);
  }, [update, shown]);
  return (
    <span ref={table} className={styles.known} data-update-known={shown}>
      {update.lines.slice(0, shown).map(({ target, value, title }, index) => (
        <span key={title} className={styles.line} data-lit={index === shown - 1}>
          <Tex latex={target} /> {formatNumber(value)}
        </span>
      ))}
    </span>
  );
}
