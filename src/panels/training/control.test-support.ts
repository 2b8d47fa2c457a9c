import { planOf } from "@/engine";
import { type BackflowDocument, removeNodes } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import {
  documentOf,
  type Services,
  type TrainingListener,
  useBackflow,
  useTraining,
} from "@/store";
import { numbersWith, Runner } from "@/training";
import { TrainingControl } from "./control";

/** A thread whose messages arrive when the test says so, in both directions. */
function slowThread(listener: TrainingListener, host: "worker" | "page") {
  const toPage: (() => void)[] = [];
  const toThread: (() => void)[] = [];
  const runner = new Runner((picture) => toPage.push(() => listener.show(picture)));
  let open = true;
  return {
    deliver: () => toThread.shift()?.(),
    work: () => {
      let looks = 0;
      runner.work(() => looks++ > 1);
    },
    show: () => toPage.shift()?.(),
    die: () => {
      open = false;
      toPage.length = 0;
      listener.lost();
    },
    thread: {
      host,
      send: (request: Parameters<Runner["receive"]>[0]) =>
        void toThread.push(() => {
          if (open) runner.receive(request);
        }),
      close: () => {
        open = false;
      },
    },
  };
}

/** What has asked for a frame, the threads that were started, and where. */
export const frames: FrameRequestCallback[] = [];
export const threads: ReturnType<typeof slowThread>[] = [];
export const hosts: string[] = [];
/** Can the part that trains not be fetched? Can a worker be had? */
export const service = { fails: false, hasWorkers: true };

/** The browser's own, where there is one. */
const { requestAnimationFrame, cancelAnimationFrame } = globalThis;

/** A control of the preset "fit-a-line", whose thread and whose frames wait for the test. `endControl` ends it. */
export function startControl(): TrainingControl {
  for (const list of [frames, threads, hosts]) list.length = 0;
  globalThis.requestAnimationFrame = (callback) => frames.push(callback);
  globalThis.cancelAnimationFrame = () => undefined;
  Object.assign(service, { fails: false, hasWorkers: true });
  open("fit-a-line");
  const services: Pick<Services, "startTraining"> = {
    startTraining: async (listener, host) => {
      if (service.fails) return null;
      hosts.push(host);
      const made = slowThread(listener, service.hasWorkers ? host : "page");
      threads.push(made);
      return made.thread;
    },
  };
  return new TrainingControl(services as Services);
}

export function endControl(control: TrainingControl): void {
  control.close();
  for (const frame of frames.splice(0)) frame(0);
  Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame });
}

export function open(slug: string): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug });
}

/** Lets everything happen that is under way, in the order in which it was asked. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await Promise.resolve();
    for (const thread of threads) {
      thread.deliver();
      thread.work();
      thread.show();
    }
    for (const frame of frames.splice(0)) frame(turn * 16);
  }
}

/** Are the numbers of the document those of the iteration that is shown? */
export function isShown(): boolean {
  const { picture } = useTraining.getState();
  if (!picture) return true;
  const { graph, numbers } = documentOf(useBackflow.getState());
  const wanted = numbersWith(planOf(graph), numbers, picture.parameters);
  return JSON.stringify([...numbers]) === JSON.stringify([...wanted]);
}

/** The present document with something else in it, as an edit makes it. */
export function change(edit: (document: BackflowDocument) => BackflowDocument): void {
  const state = useBackflow.getState();
  state.apply({ ok: true, value: edit(documentOf(state)) });
}

/** Without some of its nodes, and the wires at them. */
export function without(...ids: string[]) {
  return (document: BackflowDocument) => removeNodes(document, new Set(ids));
}

export function withLossOfInput(document: BackflowDocument): BackflowDocument {
  const wires = document.graph.wires.map((wire) =>
    wire.source === "f" ? { ...wire, source: "x" } : wire,
  );
  return { ...document, graph: { ...document.graph, wires } };
}
