import { createRoot } from "react-dom/client";
import { preloadDrawing } from "@/canvas";
import { preloadStep } from "@/panels";
import { documentOf, useBackflow } from "@/store";
import { loadTex, preloadParts } from "@/ui";
import { App } from "./App";
import "./print.css";
import { startClock } from "./clock";
import { startDoubleTaps } from "./double-taps";
import { startSaving } from "./keeping/keeper";
import { StoredRecords } from "./keeping/records";
import { openLibrary } from "./opening/library";
import { openAddress } from "./opening/opening";
import { startPreferences } from "./preferences";
import { startStatistics } from "./statistics";
import { startVanishedControls } from "./vanished-controls";
import { startVisualViewport } from "./visual-viewport";

/** The whole start of the page, in its order. */
async function boot(): Promise<void> {
  const root = document.getElementById("root");
  const formulas = loadTex();
  const records = new StoredRecords();
  startPreferences();
  const keeper = startSaving(records);
  const library = openLibrary(records, keeper);
  // A followed fragment, Back and Forward alike.
  addEventListener("popstate", () => void openAddress(keeper, false));
  const opened = openAddress(keeper, true);
  // A link is unpacked in no time, and nothing else may be seen in its place. Storage may be slow to answer, or never
  // do: then the toy network is there meanwhile.
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK));
  await (location.hash === "" ? Promise.race([opened, patience]) : opened);
  await Promise.race([formulas, patience]);
  await preloadDrawing(documentOf(useBackflow.getState()));
  const stage = preloadStep();
  if (useBackflow.getState().playhead > 0) await Promise.race([stage, patience]);
  if (root) createRoot(root).render(<App keeper={keeper} library={library} />);
  startClock();
  startVisualViewport();
  startDoubleTaps();
  startVanishedControls();
  startStatistics();
  await opened;
  setTimeout(() => atLeisure(() => void preloadParts()), LOOKING_AROUND);
}

/** Once the page has nothing to do. Safari knows no such moment. */
function atLeisure(perform: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(perform);
  else perform();
}

/**
 * How long a page stands before it fetches what it has not shown yet, in milliseconds: whoever leaves at once has not
 * paid for it, and whoever stays can open every panel even where the network is gone by then.
 */
const LOOKING_AROUND = 5000;

/** How long the page may stay blank, in milliseconds. */
const LONGEST_BLANK = 400;

boot().catch((error: unknown) => {
  reportError(error);
  const text = `Backflow could not start: ${error}. Reload the page.`;
  useBackflow.getState().notify({ tone: "error", text });
  const root = document.getElementById("root");
  // Where nothing is drawn yet, no notice is either.
  if (root && root.childElementCount === 0) root.textContent = text;
});
