import { useEffect, useId, useRef, useState } from "react";
import { groupThousands } from "@/explain";
import { LIMITS } from "@/graph";
import { Button } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import styles from "./share-dialog.module.css";

/** What becomes of a link that was asked for. */
export type Sharing =
  | { readonly kind: "making" }
  | { readonly kind: "refused"; readonly sentence: string }
  | {
      readonly kind: "made";
      readonly link: string;
      /** The numbered step at which the link opens; 0 for before the first. */
      readonly step: number;
      /** The sample that it shows, from 1; null where there is only one. */
      readonly sample: number | null;
      /** Is it on the clipboard already? */
      readonly copied: boolean;
    };

export interface ShareLinkProps {
  readonly sharing: Sharing;
  /** Copies a link; false where the browser does not allow it. */
  readonly onCopy: (link: string) => Promise<boolean>;
}

/** Messengers often cut links that are longer. */
const SHORT = 2000;

/** The link that holds the whole graph, or why there is none. */
export function ShareLink({ sharing, onCopy }: ShareLinkProps) {
  switch (sharing.kind) {
    case "making":
      return <p role="status">The link is being made …</p>;
    case "refused":
      return <NoLink sentence={sharing.sentence} />;
    case "made":
      return <Link key={sharing.link} made={sharing} onCopy={onCopy} />;
  }
}

function NoLink({ sentence }: { readonly sentence: string }) {
  return (
    <div className={styles.share}>
      <p role="alert">{sentence}</p>
      <p>A file holds every graph, up to {groupThousands(LIMITS.nodes)} nodes.</p>
      <div>
        <CommandButton id="saveFile" label="Save as a file" variant="primary" />
      </div>
    </div>
  );
}

interface LinkProps extends Pick<ShareLinkProps, "onCopy"> {
  readonly made: Extract<Sharing, { kind: "made" }>;
}

function Link({ made, onCopy }: LinkProps) {
  const { link, step, sample } = made;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [copied, setCopied] = useState<boolean | null>(made.copied ? true : null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <div className={styles.share}>
      <label htmlFor={id}>This link holds the whole graph; no server keeps it.</label>
      <div className={styles.row}>
        <input
          ref={field}
          id={id}
          className={styles.link}
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="primary"
          icon={copied ? "check" : "copy"}
          onClick={() => void onCopy(link).then(setCopied)}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
        {hasShareSheet() && (
          <Button variant="outline" icon="share" onClick={() => void openShareSheet(link)}>
            Send
          </Button>
        )}
      </div>
      <p role="status" className={styles.told}>
        {copied === true && "The link is on the clipboard."}
        {copied === false &&
          "The browser does not allow copying: the link is selected, press Ctrl+C or ⌘C."}
      </p>
      <p>{lengthSentence(link.length)}</p>
      <p>
        {step === 0
          ? "It opens before the first step, with everything evaluated."
          : `It opens at step ${step}, where the playhead stands now.`}
        {sample !== null && ` It shows sample ${sample}.`}
      </p>
    </div>
  );
}

/** Phones, and some other systems, have a sheet of their own from which a link goes to a person or an app. */
function hasShareSheet(): boolean {
  return typeof navigator.share === "function";
}

/** Closing the sheet rejects; nothing else can go wrong that the sheet does not say itself. */
async function openShareSheet(url: string): Promise<void> {
  await navigator.share({ title: document.title, url }).catch(() => undefined);
}

function lengthSentence(length: number): string {
  const count = `${groupThousands(length)} characters`;
  return length <= SHORT
    ? `${count}: short enough for any messenger.`
    : `${count}: long. Some messengers cut links over about 2,000; if it arrives broken, save a file and send that.`;
}
