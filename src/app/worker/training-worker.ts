import { Runner, type RunRequest } from "@/training";

/**
 * The worker that trains. It owns its arenas, and looks for messages between two slices, so that a pause is heard at
 * once.
 */

/** How long a slice may take, in milliseconds: Stop waits for no more than one. */
const SLICE = 12;

const page = globalThis as unknown as {
  postMessage(message: unknown, transfer: readonly Transferable[]): void;
  onmessage: ((event: MessageEvent<RunRequest>) => void) | null;
};

// A picture of a fast run has many losses, all of them copies made for it: they are handed over, and not copied again.
const runner = new Runner((picture) => {
  const { losses, path } = picture;
  const arrays = [losses.least, losses.greatest, losses.epochs, path];
  page.postMessage(
    picture,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
});

/** Comes after the messages that are waiting, without the rest that a timer takes. */
const next = new MessageChannel();
let scheduled = false;

function goOn(): void {
  if (scheduled || !runner.busy) return;
  scheduled = true;
  next.port2.postMessage(null);
}

next.port1.onmessage = () => {
  scheduled = false;
  const end = performance.now() + SLICE;
  runner.work(() => performance.now() >= end);
  goOn();
};

page.onmessage = ({ data }) => {
  runner.receive(data);
  goOn();
};
