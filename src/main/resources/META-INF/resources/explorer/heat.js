// Heat maps as tables, so that they can be read as well as seen. The colors are in dialogs.css, by class and share.

import {html} from 'lit-html';
import {cut, figure} from './wording.js';

/**
 * Values on both sides of zero: one color above it, another below.
 *
 * @param {number[][]} rows
 * @param {{caption: string, rowName: (row: number) => string, columnName: (column: number) => string}} words
 */
export function signedHeat(rows, {caption, rowName, columnName}) {
  const most = Math.max(...rows.flat().map(Math.abs)) || 1;
  return html`
    <table class="heat signed">
      <caption class="unseen">${caption}</caption>
      <thead><tr><td></td>${rows[0].map((_, c) => html`<th scope="col">${columnName(c)}</th>`)}</tr></thead>
      <tbody>${rows.map((row, r) => html`
        <tr><th scope="row">${rowName(r)}</th>${row.map((value, c) => html`
          <td class=${value < 0 ? 'below' : 'above'} .style=${share(Math.abs(value) / most)}
            title="row ${rowName(r)}, dimension ${columnName(c)}: ${figure(value)}"><span class="unseen">${figure(value, 2)}</span></td>`)}
        </tr>`)}
      </tbody>
    </table>
    <div class="scale" aria-hidden="true">
      <span>${figure(-most, 2)}</span><i class="ramp signed"></i><span>${figure(most, 2)}</span>
    </div>`;
}

/**
 * How alike each is to each, from least to most. What is compared with itself is left without color.
 *
 * @param {object} heat
 * @param {number[][]} heat.matrix square
 * @param {number[][]} [heat.distances] where the values are made of distances
 * @param {number} heat.min of the pairs
 * @param {number} heat.max of the pairs
 * @param {string[]} heat.texts
 * @param {boolean} heat.numbersOnly leaves the texts out beside the numbers, where they are listed elsewhere
 * @param {string} heat.caption
 */
export function squareHeat({matrix, distances, min, max, texts, numbersOnly, caption}) {
  const decimals = decimalsFor(max - min);
  const title = (a, b) => {
    const distance = distances ? `, distance ${figure(distances[a][b], 4)}` : '';
    return `${a + 1} and ${b + 1}: ${figure(matrix[a][b], 4)}${distance}\n${cut(texts[a], 80)}\n${cut(texts[b], 80)}`;
  };
  const cell = (value, a, b) => a === b
    ? html`<td class="self" title=${title(a, b)}>${fixed(value, decimals)}</td>`
    : html`<td class="above" .style=${share(max > min ? (value - min) / (max - min) : 1)}
        title=${title(a, b)}>${fixed(value, decimals)}</td>`;
  return html`
    <div class="heat-scroll" tabindex="0" role="group" aria-label=${caption}>
      <table class="heat square">
        <caption class="unseen">${caption}</caption>
        <thead><tr><td></td>${texts.map((text, c) => html`<th scope="col" title=${text}>${c + 1}</th>`)}</tr></thead>
        <tbody>${matrix.map((row, r) => html`
          <tr><th scope="row" title=${texts[r]}><b>${r + 1}</b> ${numbersOnly ? '' : cut(texts[r], 40)}</th>
            ${row.map((value, c) => cell(value, r, c))}</tr>`)}
        </tbody>
      </table>
    </div>
    <div class="scale" aria-hidden="true">
      <span>${fixed(min, decimals)}</span><i class="ramp"></i><span>${fixed(max, decimals)}</span>
    </div>`;
}

/** Two, or as many more as it takes for three steps from the least to the most. */
function decimalsFor(range) {
  return range > 0 ? Math.min(5, Math.max(2, Math.ceil(-Math.log10(range / 3)))) : 2;
}

function fixed(value, decimals) {
  // Without the sign of what is rounded to zero.
  return value.toFixed(decimals).replace(/^-(0\.?0*)$/, '$1');
}

/** Set as a property: the content security policy forbids style attributes, but not this. */
function share(value) {
  return `--share: ${Math.min(1, Math.max(0, value)).toFixed(3)}`;
}
