import type { TrainingListener, TrainingThread } from "@/store";
import { Runner, type RunPicture, type RunRequest } from "@/training";

/** How long a slice on the page may take, in milliseconds: half a frame, the other half is for drawing. */
const SLICE = 8;

/** Trains in a worker; on the page, in slices, where none can be started or the page is asked for. */
export function startTrainingThread(
  listener: TrainingListener,
  host: "worker" | "page",
): TrainingThread {
  if (host === "page") return onPage(listener);
  try {
    return inWorker(listener);
  } catch {
    return onPage(listener);
  }
}

function inWorker({ show, lost }: TrainingListener): TrainingThread {
  const worker = new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<RunPicture>) => show(data);
  // It could not be fetched, or has died: what it held is gone, and the listener begins anew on the page.
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    lost();
  };
  return {
    host: "worker",
    send: (request) => worker.postMessage(request),
    close: () => worker.terminate(),
  };
}

/** The same runner on the page itself, between two frames. */
function onPage({ show }: TrainingListener): TrainingThread {
  const runner = new Runner(show);
  let timer: number | null = null;
  const goOn = () => {
    if (timer !== null || !runner.busy) return;
    timer = window.setTimeout(() => {
      timer = null;
      const end = performance.now() + SLICE;
      runner.work(() => performance.now() >= end);
      goOn();
    });
  };
  return {
    host: "page",
    send: (request: RunRequest) => {
      runner.receive(request);
      goOn();
    },
    close: () => {
      if (timer !== null) window.clearTimeout(timer);
    },
  };
}
