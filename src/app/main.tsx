import { createRoot } from "react-dom/client";
import { useBackflow } from "@/store";
import { App } from "./App";
import { startClock } from "./clock";
import { openAddress } from "./opening";
import { openRecords } from "./records";
import { startSaving } from "./saving";

/** The whole start of the page, in its order. */
async function boot(): Promise<void> {
  const root = document.getElementById("root");
  const records = openRecords();
  // Told about where it matters; without this, a browser that blocks storage would report an unhandled rejection.
  records.catch(() => undefined);
  addEventListener("hashchange", () => void openAddress(location.hash, records, false));
  // The page is not kept waiting: if storage is slow to answer, the toy network is there meanwhile.
  const opened = openAddress(location.hash, records, true);
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK))]);
  if (root) createRoot(root).render(<App />);
  startClock();
  await opened;
  startSaving(records);
}

/** How long the page may stay blank, in milliseconds. */
const LONGEST_BLANK = 400;

boot().catch((error: unknown) => {
  useBackflow.getState().notify({ tone: "error", text: `Backflow could not start: ${error}` });
});
