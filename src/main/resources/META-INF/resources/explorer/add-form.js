// The first half of adding texts: paste them or choose a file, say which column is the text, name the collection.

import {html, nothing} from 'lit-html';
import {entries, first} from './documents.js';
import {isName} from './naming.js';
import {amount, cut, sentence} from './wording.js';

const ENDINGS = '.txt,.csv,.tsv,.jsonl,.ndjson,.json,.gz';
const PREVIEWED = 5;

/**
 * @param {import('./add.js').Adding} state
 * @param {{paste: Function, choose: Function, clear: Function, pick: Function, name: Function, start: Function}} act
 */
export function addForm(state, act) {
  return html`
    <form class="add" novalidate @submit=${event => { event.preventDefault(); act.start(); }}>
      ${state.step === 'reading' ? reading(state) : state.file ? chosen(state, act) : giving(state, act)}
      ${state.source ? html`${columns(state, act)}${preview(state)}` : nothing}
      ${naming(state, act)}
      ${state.error ? html`<p role="alert" class="error">${sentence(state.error)}</p>` : nothing}
      <footer class="dialog-actions">
        <button class="primary" ?disabled=${state.step === 'reading'}>
          ${state.exists ? 'Add and make a new map' : 'Make a map'}
        </button>
      </footer>
    </form>`;
}

function giving({pasted}, act) {
  return html`
    <label class="entry"><span>Paste texts, one a line</span>
      <textarea rows="6" autofocus .value=${pasted} @input=${event => act.paste(event.target.value)}></textarea>
    </label>
    <div class="drop">
      <label class="button">Choose a file
        <input type="file" class="unseen" accept=${ENDINGS} @change=${event => choose(event.target, act)}>
      </label>
      <p>or drop one here: .txt with a text a line, .csv or .tsv with a header, .jsonl or .json; also compressed as .gz</p>
    </div>`;
}

function choose(input, act) {
  const [file] = input.files;
  // So that the same file can be chosen again once it is mended.
  input.value = '';
  if (file) act.choose(file);
}

function reading({file}) {
  return html`<p role="status">Reading ${file.name}…</p><progress aria-label="Reading the file"></progress>`;
}

function chosen({file, source}, act) {
  return html`
    <p class="chosen" role="status">
      <b>${file.name}</b><span>${amount(source.count, source.thing)}</span>
      <button type="button" @click=${() => act.clear()}>Choose another</button>
    </p>
    ${source.note ? html`<p class="note">${source.note}</p>` : nothing}`;
}

function columns({source, choice}, act) {
  if (source.columns.length < 2) return nothing;
  return html`
    <div class="pickers">
      ${picker('Column with the text', source.columns, choice.text, text => act.pick({text}))}
      ${picker('Column with an id', ['', ...source.columns], choice.id, id => act.pick({id}))}
    </div>
    <p class="note">The other columns are kept with the texts, to color and filter by.</p>`;
}

function picker(label, options, value, pick) {
  return html`
    <label class="entry"><span>${label}</span>
      <select @change=${event => pick(event.target.value)}>
        ${options.map(option => html`<option value=${option} ?selected=${option === value}>${option || 'none'}</option>`)}
      </select>
    </label>`;
}

function preview({source, choice}) {
  const shown = first(entries(source, choice), PREVIEWED);
  const rest = source.count - shown.length;
  return html`
    <section class="preview" aria-label="Preview">
      <h3>${source.count > PREVIEWED ? `The first ${PREVIEWED} of ${amount(source.count, 'text')}` : amount(source.count, 'text')}</h3>
      <ol>${shown.map(entry => html`<li>${entry.document ? previewed(entry.document) : html`<span class="error">${entry.error}</span>`}</li>`)}</ol>
      ${rest > 0 ? html`<p class="note">and ${amount(rest, 'more', 'more')}</p>` : nothing}
    </section>`;
}

function previewed({id, text, metadata = {}}) {
  const fields = [...(id ? [['id', id]] : []), ...Object.entries(metadata)].slice(0, 4);
  return html`
    <span>${cut(text, 160)}</span>
    ${fields.length ? html`<span class="fields">${fields.map(([name, value]) =>
      html`<span>${cut(name, 24)}: ${cut(String(value), 40)}</span>`)}</span>` : nothing}`;
}

function naming({name, exists}, act) {
  return html`
    <label class="entry"><span>Name of the collection</span>
      <input type="text" required maxlength="63" autocomplete="off" autocapitalize="none" spellcheck="false"
        .value=${name} aria-invalid=${!isName(name)} aria-describedby="add-name-note" @input=${event => act.name(event.target.value)}>
    </label>
    <p class="note" id="add-name-note" aria-live="polite">${exists
      ? html`There is a collection <b>${name}</b> already. The texts are added to it; what is in it stays.`
      : 'Lower-case letters, digits, - and _; a letter or digit first.'}</p>`;
}
