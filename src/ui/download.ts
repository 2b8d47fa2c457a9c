/** Hands a file to the user under this name, as the browser does with what is downloaded. */
export function downloadFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download reads the address after the click has returned: at once, Firefox would find nothing behind it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
