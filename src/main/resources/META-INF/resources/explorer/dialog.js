// Dialogs: a title, a close button, and content that lit draws as often as it changes.

import {html, render} from 'lit-html';

let count = 0;

/**
 * @typedef {object} Dialog
 * @property {() => void} update draws the content again
 * @property {() => void} close closes it, without asking
 * @property {boolean} open
 * @property {HTMLDialogElement} element
 */

/**
 * Opens a dialog over the page. Esc and the close button ask `mayClose`; the focus then goes back to where it was.
 *
 * @param {string} title
 * @param {(dialog: Dialog) => unknown} content a lit template
 * @param {{mayClose?: () => boolean, onClose?: () => void, width?: '' | 'wide' | 'widest', isNeeded?: boolean}} [options] `mayClose`
 *     answers false where something else comes first, such as stopping what runs; without an answer to what `isNeeded`
 *     nothing goes on, so there is no close button
 * @returns {Dialog}
 */
export function openDialog(title, content, {mayClose = () => true, onClose = () => {}, width = '', isNeeded = false} = {}) {
  const element = document.createElement('dialog');
  const titleId = `dialog-title-${++count}`;
  const dialog = {
    element,
    get open() { return element.open; },
    update() {
      render(frame(title, titleId, content(dialog), isNeeded ? null : askToClose), element);
      // What had the focus may be gone; keys are still meant for the dialog.
      if (element.open && !element.contains(document.activeElement)) element.querySelector('h2').focus();
    },
    close: () => element.close(),
  };
  function askToClose() {
    if (!isNeeded && mayClose()) element.close();
  }

  element.className = `dialog ${width}`;
  element.setAttribute('aria-labelledby', titleId);
  listen(element, askToClose);
  element.addEventListener('close', () => {
    element.remove();
    onClose();
  });
  document.body.append(element);
  dialog.update();
  element.showModal();
  return dialog;
}

function listen(element, askToClose) {
  element.addEventListener('keydown', event => {
    // The page's own keys rest while a dialog is open.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    // Asked here and not at "cancel", which a browser lets pass unasked the second time.
    event.preventDefault();
    askToClose();
  });
  element.addEventListener('cancel', event => {
    if (event.target !== element) return;
    event.preventDefault();
    askToClose();
  });
}

function frame(title, titleId, content, close) {
  return html`
    <header class="dialog-head">
      <h2 id=${titleId} tabindex="-1">${title}</h2>
      ${close ? html`<button type="button" class="dialog-close" aria-label="Close" @click=${close}>
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/></svg>
      </button>` : ''}
    </header>
    <div class="dialog-body" tabindex="0" role="group" aria-labelledby=${titleId}>${content}</div>`;
}
