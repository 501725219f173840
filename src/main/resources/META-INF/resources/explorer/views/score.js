// A similarity, as a number and on a color scale that words name too.

import {html} from 'lit-html';
import {strength} from '../colors.js';

export function score(value, metric) {
  const word = strength(value);
  return html`<span class="score ${word}" title="${metric} similarity ${value.toFixed(4)}: ${word}">
    <i aria-hidden="true"></i>${value.toFixed(2)}<span class="unseen"> ${word}</span></span>`;
}
