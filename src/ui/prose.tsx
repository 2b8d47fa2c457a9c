/**
 * Words that a browser may translate for its reader. A translator puts elements of its own around texts, which React knows
 * nothing of: changed in place, such a text would stay as it was or break the page. So another text is another element,
 * and the old one goes whole. Everything else on the page is marked translate="no", in index.html.
 */
export function Prose({ text }: { readonly text: string }) {
  return (
    <span key={text} translate="yes">
      {text}
    </span>
  );
}
