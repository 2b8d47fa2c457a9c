import type { Subject, SweptCurve } from "@/engine/sweep";
import { betaText, equalTo, nodeById, omegaText } from "@/explain";
import { readText } from "@/explain/figures";
import type { Axis } from "@/graph";
import type { Scale } from "@/ui/plot";
import type { PanelBox } from "./curve-layout";
import styles from "./figures.module.css";
import { BESIDE, type Note, notePlaces } from "./note-places";

interface PanelNotesProps {
  readonly subject: Subject;
  readonly axis: Axis;
  readonly curve: SweptCurve;
  readonly present: number | undefined;
  readonly box: PanelBox;
  readonly x: Scale;
  readonly y: Scale;
  /** How much larger than ordinary letters are set. */
  readonly letters: number;
}

/** A panel lower than this has no room for words, in pixels; so high is a note, and so wide its letters. */
const LOWEST = 34;
const HEIGHT = 13;
const LETTER = 7;

/** In a small panel: the value stands at its point, and a unit's joint says what it is made of. */
export function PanelNotes(props: PanelNotesProps) {
  const { subject, axis, curve, present, box, x, y, letters } = props;
  const { graph } = subject;
  const { value, slope } = curve.present;
  if (box.bottom - box.top < LOWEST * letters) return null;
  const isInView =
    present !== undefined && present >= x.domain[0] && present <= x.domain[1] && curve.reached;
  const joint = jointOf(subject, axis, curve);
  const noteOf = (text: string, at: number, side: Note["side"], top: number): Note => ({
    at: at + (side === "left" ? -BESIDE : BESIDE),
    ...{ side, top, width: text.length * LETTER * letters },
  });
  const text = `${readText(graph, curve.read)} ${equalTo(value)}`;
  // Beside the curve, not on it.
  const own =
    isInView && Number.isFinite(value)
      ? noteOf(
          text,
          x(present),
          slope > 0 ? "left" : "right",
          Math.max(box.top, y(value) - 19 * letters),
        )
      : null;
  const ofJoint = joint && noteOf(joint.text, x(joint.at), joint.side, box.top);
  const places =
    own && ofJoint
      ? notePlaces(own, ofJoint, box, HEIGHT * letters)
      : { value: own, joint: ofJoint };
  return (
    <>
      {places.value && <NoteText text={text} {...places.value} />}
      {joint && places.joint && <NoteText text={joint.text} {...places.joint} />}
    </>
  );
}

function NoteText({ text, at, side, top }: Note & { readonly text: string }) {
  return (
    <span className={styles.note} data-text={text} data-side={side} style={{ left: at, top }}>
      {text}
    </span>
  );
}

/** "−θ₁₀/θ₁₁ = 0.3", on the side where the unit is inactive; null where the curve is not that of a unit right behind the axis. */
function jointOf(
  { graph, numbers }: Subject,
  axis: Axis,
  { read, joints }: SweptCurve,
): { readonly at: number; readonly text: string; readonly side: "left" | "right" } | null {
  const [at, more] = joints;
  if (read.kind !== "value" || axis.kind !== "value" || at === undefined || more !== undefined) {
    return null;
  }
  const source = graph.wires.find(({ target, port }) => target === read.node && port === 0)?.source;
  const before = source === undefined ? undefined : nodeById(graph, source);
  const own = before && numbers.get(before.id);
  const wires = graph.wires.filter(({ target }) => target === before?.id);
  if (!before || own?.kind !== "linear" || own.beta.length !== 1 || wires.length !== 1) return null;
  const [wire] = wires;
  const omega = own.omega[0]?.[0]?.[axis.unit] ?? 0;
  const beta = own.beta[0] ?? 0;
  // Of another op, or a unit further behind, the joint is elsewhere.
  if (wire?.source !== axis.node || Math.abs(-beta / omega - at) > 1e-9 * Math.max(1, Math.abs(at)))
    return null;
  const text = `−${betaText(graph, before)}/${omegaText(graph, before, wire.port)} ${equalTo(at)}`;
  return { at, text, side: omega > 0 ? "left" : "right" };
}
