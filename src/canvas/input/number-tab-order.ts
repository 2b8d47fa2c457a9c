import { type RefObject, useEffect } from "react";
import type { Graph } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { wireOf } from "../wires/wire-elements";

/** What was typed and is not committed yet. */
const DRAFT = "[data-draft]";

/**
 * Once a number was clicked or typed, Tab goes on to the next number of the graph, and Shift+Tab to the one before: all
 * of them are set in one round. A number that was only passed by Tab leaves Tab as it is, through nodes and numbers.
 */
export function useNumberRound(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    /** The number that the round has come to. */
    let reached: Element | null = null;
    /** The number that Enter ended, which gave the focus back to the page: Tab goes on from there. */
    let ended: Element | null = null;
    const onClick = ({ target }: MouseEvent): void => {
      if (target instanceof Element && target.matches("[role=spinbutton]")) reached = target;
    };
    const onFocusOut = ({ target }: FocusEvent): void => {
      if (target === reached) reached = null;
    };
    /** What Tab goes on from, if that is a number of the round. */
    const placeInRound = (target: EventTarget | null): Element | null => {
      const rests = target === document.body || target === root;
      if (rests || !(target instanceof Element)) return ended;
      return target === reached || target.matches(DRAFT) ? target : null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, altKey, metaKey, shiftKey } = event;
      if (key === "Enter" && target instanceof Element && root.contains(target)) ended = target;
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
    const forgetEnded = (): void => {
      ended = null;
    };
    const control = new AbortController();
    const { signal } = control;
    root.addEventListener("click", onClick, { signal });
    root.addEventListener("focusout", onFocusOut, { signal });
    window.addEventListener("keydown", onKeyDown, { capture: true, signal });
    // The focus goes elsewhere: Tab goes on from there.
    window.addEventListener("focusin", forgetEnded, { signal });
    window.addEventListener("pointerdown", forgetEnded, { capture: true, signal });
    return () => control.abort();
  }, [canvas]);
}

/** The fields of all numbers that are drawn, by node: its own first, then those of the wires into it. */
function numberFields(root: Element, { nodes }: Graph): HTMLInputElement[] {
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const fields = [...root.querySelectorAll<HTMLInputElement>("input[role=spinbutton]")];
  return fields
    .map((field) => {
      const own = field.closest(".react-flow__node")?.getAttribute("data-id");
      const wire = own ? null : wireOf(field);
      const node = own ?? wire?.target;
      return {
        field,
        node: node === undefined ? nodes.length : (indices.get(node) ?? nodes.length),
        port: wire?.port ?? -1,
      };
    })
    .sort((one, other) => one.node - other.node || one.port - other.port)
    .map(({ field }) => field);
}
