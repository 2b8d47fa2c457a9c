import { type PointerEvent, type RefObject, useRef } from "react";
import { beginGesture, type Gesture } from "@/ui";
import { FIRST_MOVE, REACH, reachOf } from "./pointer-reach";

/** A place of a figure, in its pixels. */
export type Place = readonly [x: number, y: number];

/** Something of a figure that a pointer takes hold of, such as a row's point. */
interface Grip {
  readonly kind: string;
}

/** What pointers do with one kind of figure. `View` is what of it is in sight. */
export interface FigureHand<Held extends Grip, View> {
  readonly view: View;
  /** Is it another view than the figure's own? */
  readonly isMoved: boolean;
  /** Shows another view; null: the figure's own. */
  onView(view: View | null): void;
  /** What is within reach of a place; null: nothing is, so that the view is moved from there. */
  gripAt(place: Place, near: number): Held | null;
  /** What is told of it while the mouse rests there; no words where this is left out. */
  titleOf?(held: Held | null): string;
  onHold?(held: Held): void;
  /** Moves what is held to a place. `hasMoved`: it is dragged, and no hand that trembles. */
  drag(held: Held, place: Place, gesture: string, hasMoved: boolean): void;
  /** Whatever was held is let go: null is the view, or nothing. */
  onRelease(held: Held | null, hasMoved: boolean): void;
  /** The view that was `view` while the pointer was at `from`, now that it is at `to`. */
  panned(view: View, from: Place, to: Place): View;
  /** The view that shows `factor` times as much, about a place; null where that cannot be. */
  zoomed(view: View, about: Place, factor: number): View | null;
  /** How far apart two fingers are, in pixels, as far as that zooms the figure. */
  spread(one: Place, other: Place): number;
}

/** What pointers are doing. */
type Doing<Held, View> =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "dragging";
      readonly held: Held;
      readonly from: Place;
      readonly gesture: Gesture;
      readonly hasMoved: boolean;
    }
  | {
      readonly kind: "panning";
      readonly from: Place;
      readonly view: View;
      readonly wasMoved: boolean;
    }
  /** `spread` and `view` are those with which two fingers began. */
  | { readonly kind: "pinching"; readonly spread: number; readonly view: View };

/** Fingers that are nearer to each other than this, in pixels, count as this far. */
const LEAST_SPREAD = 8;

/**
 * Pointers on a figure: one drags what is within its reach, else the view; two fingers zoom. The figure's element says by
 * `data-over` and `data-held` what is meant ("view" for the view), for the style sheet.
 */
export function useFigurePointer<Held extends Grip, View>(
  root: RefObject<HTMLElement | null>,
  hand: FigureHand<Held, View>,
) {
  const doing = useRef<Doing<Held, View>>({ kind: "nothing" });
  const fingers = useRef(new Map<number, Place>());

  const placeOf = (event: { readonly clientX: number; readonly clientY: number }): Place => {
    const bounds = root.current?.getBoundingClientRect();
    return [event.clientX - (bounds?.left ?? 0), event.clientY - (bounds?.top ?? 0)];
  };

  /** Whatever was held is not held any more. */
  function letGo(held: Held | null, hasMoved: boolean): void {
    doing.current = { kind: "nothing" };
    if (root.current) delete root.current.dataset.held;
    hand.onRelease(held, hasMoved);
  }

  function take(place: Place, near: number): void {
    const held = hand.gripAt(place, near);
    if (root.current) root.current.dataset.held = held?.kind ?? "view";
    if (!held) {
      const { view, isMoved } = hand;
      doing.current = { kind: "panning", from: place, view, wasMoved: isMoved };
      return;
    }
    const gesture = beginGesture("drag");
    doing.current = { kind: "dragging", held, from: place, gesture, hasMoved: false };
    hand.onHold?.(held);
  }

  function hover(place: Place): void {
    const element = root.current;
    if (!element) return;
    const held = hand.gripAt(place, REACH);
    element.dataset.over = held?.kind ?? "view";
    if (hand.titleOf) element.title = hand.titleOf(held);
  }

  function pinch({ spread, view }: { readonly spread: number; readonly view: View }): void {
    const [one = [0, 0], other = [0, 0]] = fingers.current.values();
    const middle: Place = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
    const now = Math.max(LEAST_SPREAD, hand.spread(one, other));
    const zoomed = hand.zoomed(view, middle, spread / now);
    if (zoomed) hand.onView(zoomed);
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const place = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") fingers.current.set(event.pointerId, place);
    const [one, other] = fingers.current.values();
    if (one && other) {
      // It was the first of two fingers, and no press on what lies beneath it.
      letGo(null, false);
      const spread = Math.max(1, hand.spread(one, other));
      doing.current = { kind: "pinching", spread, view: hand.view };
    } else take(place, reachOf(event));
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (event.buttons === 0) onLostPointerCapture(event);
    const place = placeOf(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, place);
    const now = doing.current;
    switch (now.kind) {
      case "nothing":
        hover(place);
        break;
      case "dragging": {
        const { held, from, gesture } = now;
        const hasMoved =
          now.hasMoved || Math.hypot(place[0] - from[0], place[1] - from[1]) > FIRST_MOVE;
        doing.current = { ...now, hasMoved };
        hand.drag(held, place, gesture.id, hasMoved);
        break;
      }
      case "panning":
        hand.onView(hand.panned(now.view, now.from, place));
        break;
      case "pinching":
        pinch(now);
    }
  }

  function release(event: PointerEvent, held: Held | null, hasMoved: boolean): void {
    fingers.current.delete(event.pointerId);
    if (doing.current.kind !== "pinching" || fingers.current.size < 2) letGo(held, hasMoved);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const now = doing.current;
    if (now.kind === "dragging") release(event, now.held, now.hasMoved);
    else release(event, null, false);
  }

  /** A press ended where nobody heard of it: nothing is held any more, and nothing was chosen by it. */
  function onLostPointerCapture(event: PointerEvent<HTMLElement>): void {
    if (doing.current.kind !== "nothing") release(event, null, false);
  }

  /** The browser scrolls the pane instead: what its finger has moved of the view until then is taken back. */
  function onPointerCancel(event: PointerEvent<HTMLElement>): void {
    const now = doing.current;
    onPointerUp(event);
    if (now.kind === "panning") hand.onView(now.wasMoved ? now.view : null);
  }

  return {
    placeOf,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onLostPointerCapture },
  };
}
