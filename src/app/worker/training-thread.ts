import type { TrainingListener, TrainingThread } from "@/store";
import { Runner, type RunPicture, type RunRequest } from "@/training";

/** How long a slice on the page may take, in milliseconds: half a frame, the other half is for drawing. */
const SLICE = 8;

/** Trains in a worker; on the page, in slices, where none can be started or the page is asked for. */
export function startTrainingThread(
  listener: TrainingListener,
  host: "worker" | "page",
): TrainingThread {
  const worker = host === "worker" ? newWorker() : null;
  return worker ? inWorker(worker, listener) : onPage(listener);
}

/** null where the browser has no workers, or lets this page have none. */
function newWorker(): Worker | null {
  try {
    return new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
}

function inWorker(worker: Worker, { show, lost }: TrainingListener): TrainingThread {
  worker.onmessage = ({ data }: MessageEvent<RunPicture>) => show(data);
  // It could not be fetched, or has died: what it held is gone, and the listener begins anew on the page. What it died
  // of, the browser tells the console.
  worker.onerror = () => {
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
