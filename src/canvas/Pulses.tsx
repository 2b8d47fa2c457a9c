import { ViewportPortal } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { contributionOf, derivativeOf, magnitude, type Step, valuesOf } from "@/engine";
import { type Frame, frameOf, type Motion, motion, useBackflow } from "@/store";
import { strokeOf } from "@/ui";
import { numbersText, signedText, signOf } from "./node-paint";
import styles from "./wire.module.css";
import { drawnWire } from "./wire-register";

/** More pulses than this are not drawn one by one. */
const MOST_PULSES = 64;
/** Length of a pulse, in canvas units. */
const PULSE_LENGTH = 18;
/** Width of the pulse that carries a value: values are not told by width. */
const VALUE_STROKE = 7;
/** Part of the way on which a pulse changes from the width that arrives to the width that goes on. */
const SQUEEZE = 0.4;

/** One pulse of the present step. */
interface Pulse {
  readonly wire: number;
  /** Does it run from source to target? */
  readonly forward: boolean;
  readonly text: string;
  readonly sign: string;
  readonly strokeBefore: number;
  readonly strokeAfter: number;
}

function pulsesOf(frame: Frame, step: Step | undefined): readonly Pulse[] {
  if (!step || step.part === "partials") return [];
  const { evaluation, sample } = frame;
  return step.wires.slice(0, MOST_PULSES).flatMap((wire): Pulse[] => {
    const ends = evaluation.graph.wires[wire];
    if (!ends) return [];
    if (step.part === "forward") {
      const values = valuesOf(evaluation, ends.source, sample);
      return values
        ? [
            {
              wire,
              forward: true,
              text: numbersText(values),
              sign: "value",
              strokeBefore: VALUE_STROKE,
              strokeAfter: VALUE_STROKE,
            },
          ]
        : [];
    }
    const contribution = contributionOf(evaluation, wire, sample);
    if (!contribution) return [];
    const upstream = magnitude(derivativeOf(evaluation, ends.target, sample));
    return [
      {
        wire,
        forward: false,
        text: signedText(contribution),
        sign: signOf(contribution),
        strokeBefore: strokeOf(upstream),
        strokeAfter: strokeOf(magnitude(contribution)),
      },
    ];
  });
}

/** Length of the longest way of a step's pulses, in canvas units: it decides how long the step takes. */
function longestWay(step: Step | undefined): number {
  if (!step || step.part === "partials") return 0;
  let longest = 0;
  for (const wire of step.wires) longest = Math.max(longest, drawnWire(wire)?.length ?? 0);
  return longest;
}

/** The pulses that carry values forward and contributions back, above wires and below labels. */
export function Pulses() {
  const frame = useBackflow(frameOf);
  const step = frame.trace.steps[frame.place - 1];
  const pulses = useMemo(() => pulsesOf(frame, step), [frame, step]);
  const lines = useRef<SVGGElement>(null);
  const numbers = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      motion.measureBy((place) =>
        longestWay(frameOf(useBackflow.getState()).trace.steps[place - 1]),
      ),
    [],
  );

  useEffect(() => {
    const longest = longestWay(step);
    const draw = (now: Motion): void => {
      const flying = now.place === frame.place && now.progress < 1 && longest > 0;
      markArrival(step, flying);
      pulses.forEach((pulse, at) => {
        const line = lines.current?.children[at];
        const number = numbers.current?.children[at];
        if (line instanceof SVGGElement && number instanceof HTMLElement) {
          drawPulse(pulse, line, number, flying ? now.progress * longest : null);
        }
      });
    };
    draw(motion.get());
    const stop = motion.subscribe(draw);
    return () => {
      stop();
      markArrival(step, false);
    };
  }, [frame.place, step, pulses]);

  return (
    <ViewportPortal>
      <svg className="backflow-pulses" aria-hidden="true">
        <g ref={lines}>
          {pulses.map((pulse) => (
            <g key={pulse.wire} visibility="hidden">
              <path className={styles.pulse} data-sign={pulse.sign} />
              <path className={styles.pulse} data-sign={pulse.sign} />
              <path className={styles.stop} />
            </g>
          ))}
        </g>
      </svg>
      <div ref={numbers} aria-hidden="true">
        {pulses.map((pulse) => (
          <div key={pulse.wire} className={styles.pulseNumber} data-sign={pulse.sign} hidden>
            {pulse.text}
          </div>
        ))}
      </div>
    </ViewportPortal>
  );
}

/** Draws one pulse after it has come `travelled` canvas units; null hides it. */
function drawPulse(
  pulse: Pulse,
  group: SVGGElement,
  number: HTMLElement,
  travelled: number | null,
): void {
  const path = drawnWire(pulse.wire)?.path;
  const [trail, body, stop] = group.children;
  const hidden = travelled === null || !path || !trail || !body || !stop;
  group.setAttribute("visibility", hidden ? "hidden" : "visible");
  number.hidden = hidden;
  if (hidden) return;
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
  number.style.transform = `translate(${point.x}px, ${point.y + 12}px) translateX(-50%)`;
}

/** While the pulse is under way, what it brings is not shown yet. */
function markArrival(step: Step | undefined, flying: boolean): void {
  if (!step) return;
  const name = step.part === "forward" ? "value" : "gradient";
  const node = document.querySelector(`[data-node="${CSS.escape(step.node)}"]`);
  if (flying) node?.setAttribute("data-arriving", name);
  else node?.removeAttribute("data-arriving");
  if (step.part !== "backward") return;
  for (const wire of step.wires) {
    const group = drawnWire(wire)?.path.parentElement;
    if (flying) group?.setAttribute("data-arriving", "true");
    else group?.removeAttribute("data-arriving");
  }
}
