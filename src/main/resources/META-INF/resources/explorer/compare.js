// The dialog that compares a few texts with each other, under each of the four metrics.

import {html} from 'lit-html';
import {agreement} from './agreement.js';
import {openDialog} from './dialog.js';
import {squareHeat} from './heat.js';
import {amount, capital, cut, sentence} from './wording.js';

/** More texts than this are listed once, instead of beside each table. */
const MOST_LABELLED = 6;

/** Of fewer a correlation is mostly chance. */
const FEW_PAIRS = 10;

/** In the order they are shown in. */
const METRICS = {
  cosine: {name: 'cosine', says: 'The angle between two vectors; 1 is the same direction.'},
  dot: {name: 'dot product', says: 'Angle and lengths together; longer vectors score higher.'},
  euclidean: {name: 'Euclidean', says: '1 / (1 + distance), in a straight line.'},
  manhattan: {name: 'Manhattan', says: '1 / (1 + distance), summed along every dimension.'},
};

/**
 * @param {import('./api.js').Api} api
 * @param {{model?: string, documents: {id: string, text: string}[]}} what 2 to 12 documents
 */
export function openCompare(api, {model, documents}) {
  const stop = new AbortController();
  const texts = documents.map(document => document.text);
  let shown = html`<p class="loading" role="status">Comparing…</p>`;
  const dialog = openDialog(`${amount(texts.length, 'text')} compared`, () => shown, {width: texts.length > MOST_LABELLED ? 'widest' : 'wide', onClose: () => stop.abort()});

  api.json('/compare', {method: 'POST', body: {texts, model}, signal: stop.signal})
    .then(answer => { shown = comparison(answer, texts); })
    .catch(error => { shown = html`<p role="alert" class="error">${sentence(error)}</p>`; })
    .finally(() => dialog.update());
  return dialog;
}

function comparison({metrics, correlation}, texts) {
  const large = texts.length > MOST_LABELLED;
  const pairs = texts.length * (texts.length - 1) / 2;
  const few = pairs > 1 && pairs < FEW_PAIRS ? ` Of ${pairs} pairs that says little.` : '';
  return html`
    <p class="lead">${capital(agreement(correlation, name => METRICS[name].name))}${few} Colors run from the least to the most alike pair of
      each metric, so they cannot be read across metrics.</p>
    ${large ? html`<ol class="compared">${texts.map(text => html`<li title=${text}>${cut(text, 120)}</li>`)}</ol>` : ''}
    <div class=${large ? 'matrices large' : 'matrices'}>
      ${Object.keys(METRICS).map(name => matrix(METRICS[name], metrics[name], texts, large))}
    </div>`;
}

function matrix({name, says}, values, texts, numbersOnly) {
  return html`
    <section class="matrix">
      <h3>${capital(name)}</h3>
      <p class="note">${says}</p>
      ${squareHeat({...values, texts, numbersOnly, caption: `${capital(name)} similarity of ${amount(texts.length, 'text')}`})}
    </section>`;
}
