import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { boundsOf } from "@/layout";
import { opOf } from "@/ops";
import { type BackflowStore, documentOf, useBackflow } from "@/store";
import { type Extent, laterPart, useExtent } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { LOW_PAGE } from "../page/stage-slot";
import { COMPARISON, type Dock, dockFor, type NeededWidth, paneExtent, tableWidth } from "./dock";
import type { PaneOpening } from "./Pane";
import styles from "./pane.module.css";
import { useSideRoom } from "./side-room";

const Pane = laterPart(async () => (await import("./Pane")).Pane);

/** Canvas and pane: nothing lies on the canvas, and the pane stands where the graph keeps most of its size. */
export function WorkArea({ children }: { readonly children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const work = useExtent(area);
  const shown = useBackflow((state) => state.pane);
  const enlarged = useBackflow((state) => state.paneEnlarged);
  const needed = useNeededWidth();
  const opening = usePaneOpening();
  const dock = useDock(work, enlarged, shown !== null, needed);
  const [asked, setAsked] = useState<Partial<Record<Dock, number | null>>>({});
  // What is enlarged is as large as that says.
  const byHand = enlarged ? null : (asked[dock] ?? null);
  const extent = paneExtent(work, dock, enlarged, needed, byHand);
  useSideRoom(shown !== null && dock === "beside" ? work.width - extent.width : work.width);
  const size = { "--pane-width": `${extent.width}px`, "--pane-height": `${extent.height}px` };
  return (
    <div
      ref={area}
      className={styles.area}
      data-dock={shown === null ? undefined : dock}
      style={size as CSSProperties}
    >
      {children}
      {shown !== null && (
        <LaterBoundary what="What stands beside the graph">
          <Pane
            shown={shown}
            opening={opening}
            divider={
              enlarged
                ? null
                : {
                    ...{ dock, work, pane: extent },
                    onShare: (share) => setAsked({ ...asked, [dock]: share }),
                  }
            }
          />
        </LaterBoundary>
      )}
    </div>
  );
}

/** What the pane needs for what it shows. */
function useNeededWidth(): NeededWidth | undefined {
  const columns = useBackflow((state) => (state.pane === "data" ? columnsOf(state) : null));
  const compares = useBackflow((state) => state.pane === "training" && lossesOf(state) > 1);
  return useMemo(() => {
    if (columns !== null) return tableWidth(columns);
    return compares ? COMPARISON : undefined;
  }, [columns, compares]);
}

/** Several losses, of which L is the sum, are of networks that are compared. */
function lossesOf(state: BackflowStore): number {
  return documentOf(state).graph.nodes.filter(({ op }) => opOf(op).kind === "loss").length;
}

/** How the pane was asked for: it may have to be fetched, and somebody may type by then. */
function usePaneOpening(): RefObject<PaneOpening> {
  const opening = useRef<PaneOpening>({ opener: null, isByDocument: true });
  useLayoutEffect(() => {
    const note = (isOpen: boolean, isByDocument: boolean): void => {
      opening.current = { opener: isOpen ? document.activeElement : null, isByDocument };
    };
    // It stands with the page's first document.
    note(useBackflow.getState().pane !== null, true);
    return useBackflow.subscribe((state, previous) => {
      if ((state.pane === null) === (previous.pane === null)) return;
      note(state.pane !== null, state.opened !== previous.opened);
    });
  }, []);
  return opening;
}

/** Columns of the table: those of inputs and targets, f and ℓᵢ. */
function columnsOf(state: BackflowStore): number {
  let columns = 2;
  for (const own of documentOf(state).data.columns.values()) columns += own.length;
  return columns;
}

/** The dock is chosen when the pane or a document opens, and for another page size: it does not jump while a graph is edited. */
function useDock(
  work: Extent,
  enlarged: boolean,
  isOpen: boolean,
  needed: NeededWidth | undefined,
): Dock {
  const opened = useBackflow((state) => state.opened);
  const occasion = `${opened} ${isOpen} ${enlarged} ${work.width} ${window.innerHeight}`;
  const [chosen, setChosen] = useState<{ occasion: string; dock: Dock }>({
    occasion: "",
    dock: "beside",
  });
  if (chosen.occasion === occasion) return chosen.dock;
  const { graph, layout } = documentOf(useBackflow.getState());
  const bounds = boundsOf(graph, layout);
  const size = bounds && { width: bounds.right - bounds.left, height: bounds.bottom - bounds.top };
  const dock = dockFor(work, size ?? null, enlarged, needed, matchMedia(LOW_PAGE).matches);
  setChosen({ occasion, dock });
  return dock;
}
