// What is said in the middle of the map: that it is coming, that there is none, and on a first visit what it is.

import {html} from 'lit-html';

export function over(state, act) {
  if (state.progress) return progress(state.progress);
  if (state.blind) return html`<div class="card"><p id="blind">${state.blind}</p></div>`;
  if (state.phase === 'loading') return html`<div class="card"><p>Loading the map …</p></div>`;
  if (state.phase === 'failed') return html`<div class="card"><p>Nothing could be loaded.</p><button class="primary" @click=${() => act.tryAgain()}>Try again</button></div>`;
  if (state.phase === 'unmapped') return unmapped(state, act);
  if (state.phase === 'empty') return html`
    <div class="card"><h2>There is nothing here yet</h2><p>Paste a few lines or drop a file, and see them by meaning.</p>
      <button class="primary" @click=${() => act.add()}>Add your own</button></div>`;
  return state.isNew && state.points && !state.hits && !state.open ? welcome(act) : '';
}

function progress({label, share, secondsLeft, cancel}) {
  return html`
    <div class="card" role="status">
      <p id="progress-label">${label} …</p>
      ${share === null ? html`<progress aria-labelledby="progress-label"></progress>`
        : html`<progress aria-labelledby="progress-label" .value=${share} max="1"></progress>`}
      <p class="hint">${secondsLeft == null ? '\u00a0' : `about ${Math.ceil(secondsLeft)} s left`}</p>
      ${cancel ? html`<button @click=${cancel}>Cancel</button>` : ''}
    </div>`;
}

function unmapped({collection, components}, act) {
  return html`
    <div class="card">
      <h2>No map yet</h2>
      <p>${collection.name} has ${collection.count.toLocaleString()} texts. A map in ${components}D shows which of them are alike.</p>
      <button id="make-map" class="primary" @click=${() => act.remake()}>Make the map</button>
    </div>`;
}

function welcome(act) {
  return html`
    <div class="card corner" role="note">
      <h2>A map of meaning</h2>
      <p>Every dot is a text. Texts that mean similar things lie near each other, and neighborhoods carry names.</p>
      <ul><li><b>Point</b> at a dot to read it, <b>click</b> it to see its nearest.</li>
        <li><b>Search by meaning</b> on the left: the words need not match.</li>
        <li><b>Drag</b> to turn, <b>scroll</b> to come nearer.</li></ul>
      <button @click=${() => act.welcomed()}>Got it</button>
    </div>`;
}
