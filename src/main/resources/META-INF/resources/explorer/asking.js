// Small dialogs: the API key, whether to delete, what keys and gestures do.

import {html} from 'lit-html';
import {openDialog} from './dialog.js';
import {KEYS} from './keys.js';

/**
 * Asks until there is an answer: without a key there is nothing to see.
 *
 * @param {boolean} isWrong whether a key was refused
 * @returns {Promise<string>}
 */
export function askForKey(isWrong) {
  return new Promise(resolve => {
    const answer = (event, dialog) => {
      event.preventDefault();
      const key = new FormData(event.target).get('key').trim();
      if (!key) return;
      dialog.close();
      resolve(key);
    };
    openDialog('API key', dialog => html`
      <form id="key-form" @submit=${event => answer(event, dialog)}>
        <p>This server answers only with a key. Whoever runs it can give you one.</p>
        ${isWrong ? html`<p class="error" role="alert">That key was refused. Is it whole, and still valid?</p>` : ''}
        <label for="key">Key</label>
        <input id="key" name="key" type="password" autocomplete="off" required autofocus>
        <p class="hint">It is kept until this tab is closed, and sent to this server only.</p>
        <button class="primary">Go on</button>
      </form>`, {isNeeded: true});
  });
}

export function showKeys() {
  openDialog('Keys and gestures', () => html`
    <dl class="keys">${KEYS.map(([keys, action]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${action}</dd></div>`)}</dl>`);
}

/** @returns {Promise<boolean>} whether a collection is to be deleted */
export function askToDelete({name, count}) {
  return new Promise(resolve => {
    const answer = (dialog, isMeant) => {
      resolve(isMeant);
      dialog.close();
    };
    openDialog(`Delete ${name}?`, dialog => html`
      <p>Its ${count.toLocaleString()} texts, their vectors and maps are deleted from the server. This cannot be undone.</p>
      <div class="actions">
        <button id="delete" class="primary" @click=${() => answer(dialog, true)}>Delete</button>
        <button autofocus @click=${() => answer(dialog, false)}>Keep it</button>
      </div>`, {onClose: () => resolve(false)});
  });
}
