import { create } from "zustand";

/** A narrow page, and a low one, has no room for words beside a pane (as in stage.module.css). */
export const PANE_FOR_STAGE = "(max-width: 700px), (max-height: 500px)";

/** A low page, such as that of a phone that lies: the stage, or a pane, stands beside the canvas. */
export const LOW_PAGE = "(max-height: 500px) and (min-width: 560px)";

interface StageSlot {
  /** The place on the stage; null while the stage is folded. */
  readonly host: HTMLElement | null;
  /** Does another part of the page draw there, in place of the explanation of the step? */
  readonly taken: boolean;
}

/** A place on the stage that what stands in the pane may fill, such as the training with its algorithm and its update. */
export const useStageSlot = create<StageSlot>()(() => ({ host: null, taken: false }));

/** For `ref`: the stage offers its place. */
export function offerStageSlot(host: HTMLElement | null): void {
  useStageSlot.setState({ host });
}
