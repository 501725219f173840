// What went wrong, until it is dismissed or something else is tried.

import {html} from 'lit-html';

export function trouble({error}, act) {
  return error ? html`
    <p class="error" role="alert">${error} <button class="plain" aria-label="Dismiss" @click=${() => act.dismiss()}>×</button></p>` : '';
}
