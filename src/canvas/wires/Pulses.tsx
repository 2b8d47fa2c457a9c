import { ViewportPortal } from "@xyflow/react";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { contributionOf, derivativeOf, localOf, magnitude, type Step, valuesOf } from "@/engine";
import type { NodeId, WireIndex } from "@/graph";
import { type Frame, frameOf, type Motion, motion, useBackflow } from "@/store";
import { strokeOf } from "@/ui";
import { breakable, numbersText, type Sign, signedText, signOf } from "../nodes/number-texts";
import { drawnWire } from "./drawn-wires";
import styles from "./wire.module.css";

/** More pulses than this are not drawn one by one. */
const MOST_PULSES = 64;
/** Length of a pulse, in canvas units. */
const PULSE_LENGTH = 18;
/** Width of the pulse that carries a value: values are not told by width. */
const VALUE_STROKE = 7;
/** Half of what a number takes at most that is carried along, as in `wire.module.css`; canvas units. */
const HALF_NUMBER = 35;
/** Part of the way on which a pulse changes from the width that arrives to the width that goes on. */
const SQUEEZE = 0.4;

/** One pulse of the present step. */
interface Pulse {
  readonly wire: WireIndex;
  /** Does it run from source to target? */
  readonly forward: boolean;
  /** What it is when it leaves, what it meets on its way, and what goes on; one word where it meets nothing. */
  readonly texts: readonly string[];
  readonly sign: Sign | "value";
  readonly strokeBefore: number;
  readonly strokeAfter: number;
}

function pulsesOf(frame: Frame, step: Step | undefined): readonly Pulse[] {
  if (!step || step.part === "partials") return [];
  const { evaluation } = frame;
  return step.wires.slice(0, MOST_PULSES).flatMap((wire): Pulse[] => {
    const ends = evaluation.graph.wires[wire];
    if (!ends) return [];
    if (step.part === "forward") {
      const values = valuesOf(evaluation, ends.source);
      return values
        ? [
            {
              wire,
              forward: true,
              texts: [numbersText(values)],
              sign: "value",
              strokeBefore: VALUE_STROKE,
              strokeAfter: VALUE_STROKE,
            },
          ]
        : [];
    }
    const contribution = contributionOf(evaluation, wire);
    if (!contribution) return [];
    const upstream = magnitude(derivativeOf(evaluation, ends.target));
    return [
      {
        wire,
        forward: false,
        texts: textsOnTheWay(frame, wire, ends.target, contribution),
        sign: signOf(contribution),
        strokeBefore: strokeOf(upstream),
        strokeAfter: strokeOf(magnitude(contribution)),
      },
    ];
  });
}

/** "+0.7445", "× 3", "+2.234" */
function textsOnTheWay(
  frame: Frame,
  wire: number,
  target: NodeId,
  contribution: Float64Array,
): readonly string[] {
  const { evaluation } = frame;
  const upstream = derivativeOf(evaluation, target);
  const local = localOf(evaluation, wire);
  if (!upstream || local?.kind !== "units") return [signedText(contribution)];
  return [signedText(upstream), `× ${numbersText(local.values)}`, signedText(contribution)].map(
    (text) => breakable(text),
  );
}

/** Length of the longest way of a step's pulses, in canvas units: it decides how long the step takes. */
function longestWay(step: Step | undefined): number {
  if (!step || step.part === "partials") return 0;
  let longest = 0;
  for (const wire of step.wires) longest = Math.max(longest, drawnWire(wire)?.length ?? 0);
  return longest;
}

const isFlying = (): boolean => motion.get().progress < 1;

/** The pulses that carry values forward and contributions back, above wires and below labels. */
export function Pulses() {
  // Without a flight there is nothing to draw, whatever changes.
  const flying = useSyncExternalStore(motion.subscribe, isFlying);
  const frame = useBackflow((state) => (flying ? frameOf(state) : null));
  useEffect(() => {
    return motion.measureBy((playhead) =>
      longestWay(frameOf(useBackflow.getState()).trace.steps[playhead - 1]),
    );
  }, []);
  const step = frame?.trace.steps[frame.playhead - 1];
  return frame && step ? <Flight frame={frame} step={step} /> : null;
}

/** The pulses of one step, until they have arrived. */
function Flight({ frame, step }: { frame: Frame; step: Step }) {
  const pulses = useMemo(() => pulsesOf(frame, step), [frame, step]);
  const lines = useRef<SVGGElement>(null);
  const numbers = useRef<HTMLDivElement>(null);

  useEffect(() => {
    return markArrival(step);
  }, [step]);
  useEffect(() => {
    const longest = longestWay(step);
    const draw = (now: Motion): void => {
      pulses.forEach((pulse, at) => {
        const line = lines.current?.children[at];
        const number = numbers.current?.children[at];
        if (line instanceof SVGGElement && number instanceof HTMLElement) {
          drawPulse(pulse, line, number, now.progress * longest);
        }
      });
    };
    draw(motion.get());
    return motion.subscribe(draw);
  }, [step, pulses]);

  return (
    <ViewportPortal>
      <svg className="backflow-pulses" aria-hidden="true">
        <g ref={lines}>
          {pulses.map((pulse) => (
            <g key={pulse.wire}>
              <path className={styles.pulse} data-sign={pulse.sign} />
              <path className={styles.pulse} data-sign={pulse.sign} />
              <path className={styles.stop} />
            </g>
          ))}
        </g>
      </svg>
      <div ref={numbers} aria-hidden="true">
        {pulses.map((pulse) => (
          <div key={pulse.wire} className={styles.pulseNumber} data-sign={pulse.sign}>
            {pulse.texts[0]}
          </div>
        ))}
      </div>
    </ViewportPortal>
  );
}

/** Draws one pulse after it has come `travelled` canvas units. */
function drawPulse(pulse: Pulse, group: SVGGElement, number: HTMLElement, travelled: number): void {
  const path = drawnWire(pulse.wire)?.path;
  const [trail, body, stop] = group.children;
  if (!path || !trail || !body || !stop) return;
  const length = path.getTotalLength();
  const d = path.getAttribute("d") ?? "";
  const blocked = !pulse.forward && pulse.strokeAfter === 0;
  const way = Math.min(length, travelled);
  const squeeze = Math.min(1, way / (length * SQUEEZE));
  // A contribution of zero comes as far as the factor that stops it.
  const covered = blocked ? Math.min(way, length * SQUEEZE) : way;
  const at = pulse.forward ? covered : length - covered;
  const stroke = pulse.strokeBefore + (pulse.strokeAfter - pulse.strokeBefore) * squeeze;
  const half = Math.min(PULSE_LENGTH, length / 3) / 2;
  body.setAttribute("d", d);
  body.setAttribute("stroke-width", String(Math.max(stroke, blocked ? 0 : 2)));
  body.setAttribute("stroke-dasharray", `${half * 2} ${length * 2}`);
  body.setAttribute("stroke-dashoffset", String(half - at));
  body.setAttribute("visibility", blocked && squeeze === 1 ? "hidden" : "inherit");
  const trailLength = pulse.forward || blocked ? 0 : covered;
  trail.setAttribute("d", trailLength > 0 ? d : "");
  trail.setAttribute("stroke-linecap", "butt");
  trail.setAttribute("stroke-width", String(pulse.strokeAfter));
  trail.setAttribute("stroke-dasharray", `${trailLength} ${length * 2}`);
  trail.setAttribute("stroke-dashoffset", String(trailLength - length));
  const point = path.getPointAtLength(at);
  const showStop = blocked && squeeze === 1;
  stop.setAttribute(
    "d",
    showStop ? `M${point.x - 6} ${point.y - 6}l12 12M${point.x + 6} ${point.y - 6}l-12 12` : "",
  );
  // Before it meets its factor, while it does, and after.
  const part = Math.min(pulse.texts.length - 1, Math.floor((way / length) * pulse.texts.length));
  const text = pulse.texts[part] ?? "";
  if (number.textContent !== text) number.textContent = text;
  const x = betweenEnds(point.x, path.getPointAtLength(0).x, path.getPointAtLength(length).x);
  number.style.transform = `translate(${x}px, ${point.y + 12}px) translateX(-50%)`;
}

/** Where a number stands at a place of a wire, off the nodes at both ends if these are side by side with room between them. */
function betweenEnds(x: number, start: number, end: number): number {
  const [left, right] = [Math.min(start, end), Math.max(start, end)];
  const half = Math.min(HALF_NUMBER, (right - left) / 2);
  return Math.min(right - half, Math.max(left + half, x));
}

/** While its pulse is under way, what a step brings is not shown yet. Returns what shows it. */
function markArrival(step: Step): () => void {
  if (step.part === "partials") return () => undefined;
  const node = document.querySelector(`[data-node="${CSS.escape(step.node)}"]`);
  const groups =
    step.part === "backward"
      ? step.wires.map((wire) => drawnWire(wire)?.path.parentElement ?? null)
      : [];
  const marked = [node, ...groups].filter((element) => element !== null);
  node?.setAttribute("data-arriving", step.part === "forward" ? "value" : "gradient");
  for (const group of groups) group?.setAttribute("data-arriving", "true");
  node?.removeAttribute("data-arrived");
  return () => {
    for (const element of marked) element.removeAttribute("data-arriving");
    // What has arrived lights up for a moment.
    node?.setAttribute("data-arrived", step.part === "forward" ? "value" : "gradient");
  };
}
