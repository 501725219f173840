// The bar on top: what is open, how it is shown, what can be done with it.

import {html} from 'lit-html';
import {live} from 'lit-html/directives/live.js';
import {canIsolate} from '../state.js';

export function bar(state, act) {
  const isMapped = Boolean(state.points) && !state.blind;
  return html`
    <h1><img src="icon.svg" alt="" width="22" height="22"> Sextant</h1>
    <label class="setting">
      <span>Collection</span>
      <select id="collection" aria-label="Collection" @change=${event => act.openCollection(event.target.value)}>
        <option value="" hidden .selected=${live(!state.name)}>none</option>
        ${state.collections.filter(one => !one.error).map(one => html`
          <option value=${one.name} .selected=${live(one.name === state.name)}>
            ${one.name} (${(one.count ?? 0).toLocaleString()})
          </option>`)}
      </select>
    </label>
    <button id="add" class="primary" @click=${() => act.add()}>Add your own</button>
    <span class="gap"></span>
    <label class="setting">
      <span>Color by</span>
      <select id="color-by" aria-label="Color by" ?disabled=${!isMapped} @change=${event => act.colorBy(event.target.value)}>
        <option value="theme" .selected=${live(state.colorBy === 'theme')}>theme</option>
        ${(state.collection?.fields ?? []).map(field => html`
          <option value=${field.name} .selected=${live(state.colorBy === field.name)}>${field.name}</option>`)}
      </select>
    </label>
    <div class="pair" role="group" aria-label="Dimensions of the map">
      ${[2, 3].map(components => html`
        <button id="dimensions-${components}" aria-pressed=${state.components === components} ?disabled=${!state.collection?.count || Boolean(state.progress || state.blind)}
          @click=${() => act.turnTo(components)}>${components}D</button>`)}
    </div>
    <button id="isolate" aria-pressed=${state.isIsolated} ?disabled=${!isMapped || !canIsolate(state)} title="Show only what is lit, and hide the rest (I)"
      @click=${() => act.isolate()}>Isolate</button>
    <button id="fit" ?disabled=${!isMapped} title="See the whole map (0)" @click=${() => act.fit()}>Fit</button>
    <details class="menu" @focusout=${closeOnLeaving} @keydown=${closeOnEscape}>
      <summary>More</summary>
      <div class="items">
        <button @click=${leave(() => act.inspect())} ?disabled=${!state.collection?.count}>Inspect the vectors</button>
        <button @click=${leave(() => act.remake())} ?disabled=${!state.collection?.count || Boolean(state.progress || state.blind)}>Make the map anew</button>
        <button @click=${leave(() => act.savePicture())} ?disabled=${!isMapped}>Save picture (PNG)</button>
        ${['csv', 'tsv', 'jsonl'].map(format => html`
          <button @click=${leave(() => act.saveTable(format))} ?disabled=${!state.points}>
            Save ${state.selection.length ? `${state.selection.length} chosen` : 'all'} texts (${format.toUpperCase()})
          </button>`)}
        <button id="remove" @click=${leave(() => act.remove())} ?disabled=${!state.collection}>Delete this collection …</button>
        <button @click=${leave(() => act.help())}>Keys and gestures</button>
      </div>
    </details>`;
}

const leave = action => event => {
  event.target.closest('details').open = false;
  action();
};

addEventListener('pointerdown', ({target}) => {
  const menu = document.querySelector('.menu[open]');
  if (menu && !menu.contains(target)) menu.open = false;
});

function closeOnLeaving({currentTarget, relatedTarget}) {
  if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

function closeOnEscape(event) {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary').focus();
  event.stopPropagation();
}
