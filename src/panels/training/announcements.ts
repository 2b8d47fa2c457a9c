import { planOf } from "@/engine";
import { descendedText, formatNumber } from "@/explain";
import { stopSentence, unreachedSentence } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import { documentOf, type TrainingSession, useBackflow, useTraining } from "@/store";
import { type RunPicture, unreachedNodes } from "@/training";
import { showCulprit } from "./divergence";

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/** Says something where the run is, and to those who hear it. */
export function announce(word: string): void {
  useTraining.setState({ word });
  useBackflow.getState().say(word);
}

/** Where the run stands, for those who hear it. */
export function announcePosition(): void {
  const { picture } = useTraining.getState();
  if (!picture) return;
  const loss = formatNumber(picture.training);
  useBackflow.getState().say(`Iteration ${picture.t}, ${descendedText(present())} ${loss}.`);
}

/** What single iterations have done to L, and the condition that they have come to. */
export function announceIterations(before: RunPicture, picture: RunPicture): void {
  if (picture.t > before.t) {
    const lossStep = { before: before.training, after: picture.training, t: picture.t };
    useTraining.setState({ lossStep });
    const [from, to] = [formatNumber(before.training), formatNumber(picture.training)];
    const descended = descendedText(present());
    useBackflow.getState().say(`Iteration ${picture.t}: ${descended} went from ${from} to ${to}.`);
  }
  if (picture.stop?.kind === "condition") {
    useTraining.setState({ word: null, ending: endingAt(picture) });
  }
}

/** Why a run goes no further; one that diverged shows where. */
export function announceEnd(picture: RunPicture): void {
  const ending = endingAt(picture);
  useTraining.setState({ running: false, word: null, ending });
  useBackflow.getState().say(ending?.word ?? "");
  announcePosition();
}

function endingAt(picture: RunPicture): TrainingSession["ending"] {
  const { run, t, stop } = picture;
  if (!stop) return null;
  const sentence = stopSentence(stop, present());
  const culprit = stop.kind === "diverged" ? ` ${showCulprit(present(), picture)}` : "";
  return { run, t, word: sentence + culprit };
}

/** A run that begins says what it leaves as it is. */
export function announceUnreached(): void {
  const { graph } = present();
  const unreached = unreachedNodes(planOf(graph));
  if (unreached.length > 0) useTraining.setState({ word: unreachedSentence(graph, unreached) });
}
