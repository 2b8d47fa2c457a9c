import { picturesText } from "@/explain/figures";
import { type BackflowDocument, type NodePictures, success, withPictures } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import styles from "./figures.module.css";
import { picturesOf } from "./new-figures";

/** "In the nodes: the value over x₁ and x₂": one choice for the whole document. */
export function PicturesLine({ document }: { readonly document: BackflowDocument }) {
  return (
    <label className={styles.pictures}>
      In the nodes:{" "}
      <select
        className={styles.word}
        value={JSON.stringify(document.pictures)}
        onChange={(event) => {
          const pictures = JSON.parse(event.target.value) as NodePictures;
          const { apply } = useBackflow.getState();
          apply(success(withPictures(documentOf(useBackflow.getState()), pictures)));
        }}
      >
        {picturesOf(document).map((pictures) => (
          <option key={JSON.stringify(pictures)} value={JSON.stringify(pictures)}>
            {picturesText(document.graph, pictures)}
          </option>
        ))}
      </select>
    </label>
  );
}
