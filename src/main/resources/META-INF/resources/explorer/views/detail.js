// The text that is open: all of it, what is known of it, and its nearest.

import {html} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {MOST_COMPARED} from '../selecting.js';
import {score} from './score.js';

export function detail(state, act) {
  return html`${state.open ? reading(state, act) : ''}${state.selection.length ? chosen(state, act) : ''}`;
}

function reading(state, act) {
  const {open, collection} = state;
  const theme = themeOf(state, open.row);
  const isChosen = state.selection.includes(open.row);
  return html`
    <article>
      <header>
        <h2>Text</h2>
        <button class="plain" aria-label="Close" title="Close (Esc)" @click=${() => act.closeText()}>×</button>
      </header>
      <p id="text" class="whole" tabindex="0" dir="auto">${open.text}</p>
      <dl class="facts">
        ${theme ? html`<div><dt>theme</dt><dd><button class="plain" @click=${() => act.lookAtTheme(theme.id)}>${theme.label}</button></dd></div>` : ''}
        ${Object.entries(open.metadata ?? {}).map(([name, value]) => html`<div><dt>${name}</dt><dd>${shown(value)}</dd></div>`)}
        <div><dt>id</dt><dd><code>${open.id}</code></dd></div>
      </dl>
      <div class="actions">
        <button aria-pressed=${isChosen} @click=${() => act.toggle(open.row)}>${isChosen ? 'Chosen' : 'Choose'}</button>
        <button @click=${() => act.search(open.text.slice(0, 1000), true)}>Search with it</button>
        <button ?disabled=${!state.points || Boolean(state.blind)} @click=${() => act.flyToText()}>Fly there</button>
      </div>
      <h3>Nearest in meaning <small>by ${collection.metric}, in the original space</small></h3>
      <ol id="neighbors" class="texts" aria-label="Nearest texts">
        ${repeat(state.neighbors, hit => hit.row, (hit, i) => html`
          <li>
            <button class="text" aria-current=${state.walked === i} @click=${() => act.read(hit.row)}>
              ${score(hit.score, collection.metric)}<span class="words" dir="auto">${hit.text}</span>
            </button>
          </li>`)}
      </ol>
      <p class="hint"><kbd>N</kbd> <kbd>P</kbd> or arrow keys walk them, <kbd>Enter</kbd> opens.</p>
    </article>`;
}

function themeOf({points, map}, row) {
  const index = points?.indexOf(row) ?? -1;
  return index < 0 ? undefined : map.themes.find(theme => theme.id === points.themes[index]);
}

const shown = value => value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value);

function chosen(state, act) {
  const count = state.selection.length;
  const isComparable = count >= 2 && count <= MOST_COMPARED;
  return html`
    <article id="chosen">
      <header>
        <h2>${count.toLocaleString()} chosen</h2>
        <button class="plain" aria-label="Choose none" @click=${() => act.chooseNone()}>×</button>
      </header>
      <div class="actions">
        <button id="compare" ?disabled=${!isComparable} @click=${() => act.compare()}>Compare</button>
        <button id="inspect-chosen" @click=${() => act.inspect(state.selection)}>Inspect</button>
      </div>
      ${isComparable ? '' : html`<p class="hint">${count < 2 ? 'Choose one more to compare' : `Up to ${MOST_COMPARED} are compared`}: Shift and click, or Shift and draw a line around dots.</p>`}
      <ul class="texts">
        ${state.chosenTexts.map(({row, document}) => document ? html`
          <li class="removable">
            <button class="text" @click=${() => act.read(row)}><span class="words" dir="auto">${document.text}</span></button>
            <button class="plain" aria-label="Remove" @click=${() => act.toggle(row)}>×</button>
          </li>` : '')}
      </ul>
      ${count > state.chosenTexts.length ? html`<p class="hint">and ${(count - state.chosenTexts.length).toLocaleString()} more</p>` : ''}
    </article>`;
}
