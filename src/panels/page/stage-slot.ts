import { create } from "zustand";

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
