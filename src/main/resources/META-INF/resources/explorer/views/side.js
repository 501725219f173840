// The column beside the map: the search, then what it found, or the themes.

import {html} from 'lit-html';
import {live} from 'lit-html/directives/live.js';
import {results} from './results.js';
import {themes} from './themes.js';

const TOP_KS = [5, 10, 20, 50, 100, 200];

export function side(state, act) {
  return html`
    <search>
      <label for="query">Search by meaning</label>
      <div class="query">
        <input id="query" type="search" autocomplete="off" spellcheck="false" maxlength="10000" placeholder="what is it about?"
          .value=${live(state.query)} ?disabled=${!state.collection?.count}
          @input=${event => act.search(event.target.value)}
          @keydown=${event => keys(event, act, state.walked < 0)}>
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${state.hits ? controls(state, act) : ''}
    </search>
    ${state.hits ? results(state, act) : themes(state, act)}`;
}

/** @param {boolean} isNew whether nobody has walked the hits yet, so that Enter does not open one */
function keys(event, act, isNew) {
  if (event.key === 'Enter' && isNew) act.search(event.target.value, true);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    act.walk(event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
  }
}

const thresholdOf = ({minScore}) => minScore === null ? 'any' : minScore.toFixed(2);

function controls(state, act) {
  const choices = TOP_KS.includes(state.topK) ? TOP_KS : [...TOP_KS, state.topK].sort((a, b) => a - b);
  return html`
    <div class="controls">
      <label>Hits
        <select id="top-k" @change=${event => act.searchAgain({topK: Number(event.target.value)})}>
          ${choices.map(k => html`<option value=${k}   .selected=${live(k === state.topK)}>${k}</option>`)}
        </select>
      </label>
      <label class="threshold">At least
        <input id="threshold" type="range" min="0" max="1" step="0.01" .value=${live(String(state.minScore ?? 0))}
          aria-valuetext=${thresholdOf(state)} @input=${event => act.threshold(Number(event.target.value) || null)}>
        <output for="threshold">${thresholdOf(state)}</output>
      </label>
      <label class="check"><input id="explain" type="checkbox" .checked=${live(state.isExplaining)}
        @change=${event => act.searchAgain({isExplaining: event.target.checked})}>Explain</label>
      <button id="clear" class="plain" @click=${() => act.search('')}>Clear</button>
    </div>`;
}
