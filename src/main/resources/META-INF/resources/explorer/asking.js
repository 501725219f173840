// Two small dialogs: one asks for the API key, one shows what keys and gestures do.

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
      </form>`, {mayClose: () => false});
  });
}

export function showKeys() {
  openDialog('Keys and gestures', () => html`
    <dl class="keys">${KEYS.map(([keys, action]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${action}</dd></div>`)}</dl>`);
}
