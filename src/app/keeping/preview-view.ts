import { type BackflowState, useBackflow, viewOf } from "@/store";
import { rememberView } from "../address-bar";

/** How often it is noted at most, in milliseconds. */
const INTERVAL = 500;

/** Notes how a preview is looked at: it has no record, so its entry of the history keeps that. */
export class PreviewView {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** It is looked at in another way now. */
  noteSoon(): void {
    this.#timer ??= setTimeout(() => this.#note(), INTERVAL);
  }

  /** The page goes away: what was to be noted is noted now. */
  noteAtOnce(): void {
    if (this.#timer !== undefined) this.#note();
  }

  /** The preview is on the page no longer, or the history shows another entry: the view of the one is none of the other. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #note(): void {
    this.forget();
    const state = useBackflow.getState();
    if (isPreview(state)) rememberView(viewOf(state));
  }
}

/** Is what is on the page nobody's own: a preset, or what a link holds? */
export function isPreview({ origin }: BackflowState): boolean {
  return origin.kind === "preset" || origin.kind === "link";
}
