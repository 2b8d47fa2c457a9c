import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { endControl, settle, startControl } from "./control.test-support";

/** What is drawn beside a run that stands at its first iteration. */
export interface DrawnRun {
  readonly page: HTMLElement;
  end(): void;
}

/** Draws something, and makes the first iteration of a run of the preset "fit-a-line". */
export async function drawBesideRun(content: ReactNode): Promise<DrawnRun> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const control = startControl();
  const page = document.createElement("div");
  const root = createRoot(page);
  act(() => root.render(content));
  await act(async () => {
    control.iterate(1);
    await settle();
  });
  return {
    page,
    end: () => {
      act(() => root.unmount());
      endControl(control);
      Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: undefined });
    },
  };
}
