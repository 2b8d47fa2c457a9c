import { useMemo } from "react";
import { readyWords } from "@/explain";
import { presetBySlug } from "@/presets";
import { type Frame, hasTraining, presetOf, useBackflow } from "@/store";
import { usePresetContent } from "../page/preset-content";
import { storyOf } from "./story";

/** What is told before the run: the preset's story, or what Play does. */
export function useOpening({ document, evaluation, trace, playhead }: Frame): {
  title: string;
  words: string;
} {
  const origin = useBackflow((state) => state.origin);
  const card = presetBySlug(presetOf(origin) ?? "");
  const fetched = usePresetContent(card);
  const content = fetched.kind === "loaded" ? fetched.content : null;
  const opened = useMemo(() => content?.make(), [content]);
  // While it runs nothing of it is shown.
  const rests = playhead === 0;
  const trains = useBackflow(hasTraining);
  const story = useMemo(
    () =>
      rests && content && opened ? storyOf(content.words, opened, document, evaluation) : null,
    [rests, content, opened, document, evaluation],
  );
  if (!card || fetched.kind === "missing" || (content && story === null)) {
    return { title: "Ready", words: rests ? readyWords(evaluation, trace, trains) : "" };
  }
  return { title: card.title, words: story ?? "" };
}
