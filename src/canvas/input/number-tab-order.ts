import { type RefObject, useEffect } from "react";
import type { Graph, NodeId } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { wireOf } from "../wires/wire-elements";

/** What was typed and is not committed yet. */
const DRAFT = "[data-draft]";

/** Keys that are held to make another key of what is pressed next. */
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);

/**
 * Once a number was clicked or typed, Tab goes on to the next number of the graph, and Shift+Tab to the one before: all
 * of them are set in one round. A number that was only passed by Tab leaves Tab as it is, through nodes and numbers.
 */
export function useNumberTabOrder(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    /** The number that the round has come to. */
    let reached: Element | null = null;
    /** The number that Enter ended, which gave the focus to its node: Tab goes on from the number until another key is pressed. */
    let ended: Element | null = null;
    const onClick = ({ target }: MouseEvent): void => {
      if (isNumberField(target)) reached = target;
    };
    const onFocusOut = ({ target }: FocusEvent): void => {
      if (target === reached) reached = null;
    };
    /** What Tab goes on from, if that is a number of the round. */
    const placeInRound = (target: EventTarget | null): Element | null => {
      if (!(target instanceof Element)) return null;
      if (ended && (target === document.body || target === root || holds(target, ended))) {
        return ended;
      }
      return target === reached || target.matches(DRAFT) ? target : null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, altKey, metaKey, shiftKey } = event;
      if (key === "Enter" && isNumberField(target) && root.contains(target)) ended = target;
      else if (key !== "Tab" && !MODIFIERS.has(key)) ended = null;
      if (key !== "Tab" || ctrlKey || altKey || metaKey) return;
      const from = placeInRound(target);
      if (!from) return;
      const fields = numberFields(root, documentOf(useBackflow.getState()).graph);
      const index = fields.indexOf(from as HTMLInputElement);
      const next = fields[index + (shiftKey ? -1 : 1)];
      if (index < 0 || !next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      reached = next;
    };
    const onFocusIn = ({ target }: FocusEvent): void => {
      // The focus goes elsewhere: Tab goes on from there.
      if (ended && !(target instanceof Element && holds(target, ended))) ended = null;
    };
    const forgetEnded = (): void => {
      ended = null;
    };
    const control = new AbortController();
    const { signal } = control;
    root.addEventListener("click", onClick, { signal });
    root.addEventListener("focusout", onFocusOut, { signal });
    window.addEventListener("keydown", onKeyDown, { capture: true, signal });
    window.addEventListener("focusin", onFocusIn, { signal });
    window.addEventListener("pointerdown", forgetEnded, { capture: true, signal });
    return () => control.abort();
  }, [canvas]);
}

function isNumberField(target: EventTarget | null): target is Element {
  return target instanceof Element && target.matches("[role=spinbutton]");
}

/** The node whose number a field holds: ω on a wire is a number of the wire's target. */
export function nodeOfField(field: Element): NodeId | null {
  const own = field.closest(".react-flow__node")?.getAttribute("data-id");
  return own ?? wireOf(field)?.target ?? null;
}

/** Is this the stop of the node whose number the field holds? */
function holds(stop: Element, field: Element): boolean {
  return stop.matches(".react-flow__node") && stop.getAttribute("data-id") === nodeOfField(field);
}

/** The fields of all numbers that are drawn, by node: its own first, then those of the wires into it. */
function numberFields(root: Element, { nodes }: Graph): HTMLInputElement[] {
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const fields = [...root.querySelectorAll<HTMLInputElement>("input[role=spinbutton]")];
  return fields
    .map((field) => {
      const node = nodeOfField(field);
      const isOwn = field.closest(".react-flow__node") !== null;
      return {
        field,
        node: node === null ? nodes.length : (indices.get(node) ?? nodes.length),
        port: isOwn ? -1 : (wireOf(field)?.port ?? -1),
      };
    })
    .sort((one, other) => one.node - other.node || one.port - other.port)
    .map(({ field }) => field);
}
