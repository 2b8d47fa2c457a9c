import { createRoot } from "react-dom/client";
import { useBackflow } from "@/store";
import { App } from "./App";
import { startClock } from "./clock";
import { openAddress } from "./opening";
import { openRecords } from "./records";
import { startSaving } from "./saving";

/** The whole start of the page, in its order. */
async function boot(): Promise<void> {
  const records = openRecords();
  // Told about where it matters; without this, a browser that blocks storage would report an unhandled rejection.
  records.catch(() => undefined);
  await openAddress(location.hash, records, true);
  startSaving(records);
  startClock();
  addEventListener("hashchange", () => void openAddress(location.hash, records, false));
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
}

boot().catch((error: unknown) => {
  useBackflow.getState().notify({ tone: "error", text: String(error) });
});
