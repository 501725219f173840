// Files that are dropped.

/**
 * Takes a file that is dropped on an element; the element has the class `over` while one is above it.
 *
 * @param {HTMLElement} element
 * @param {(file: File) => void} onFile the first, where there are several
 */
export function acceptDrops(element, onFile) {
  const over = is => element.classList.toggle('over', is);
  element.addEventListener('dragover', event => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    over(true);
  });
  element.addEventListener('dragleave', event => {
    if (!element.contains(event.relatedTarget)) over(false);
  });
  element.addEventListener('drop', event => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    // What is dropped here is not also dropped on what lies beneath.
    event.stopPropagation();
    over(false);
    onFile(file);
  });
}
