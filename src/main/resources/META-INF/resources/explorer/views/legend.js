// What the colors mean; a kind can be lit by itself.

import {html} from 'lit-html';
import {FAIR, STRONG, css, ramp} from '../colors.js';

const STEPS = 12;

export function legend(state, act) {
  if (!state.points) return '';
  if (state.hits) return scale();
  if (state.coloring?.scale === 'kinds') return kinds(state, act);
  if (state.coloring?.scale === 'numbers') return numbers(state);
  return '';
}

/** Years have no thousands to set apart. */
const plain = number => number.toLocaleString(undefined, {useGrouping: Math.abs(number) >= 10_000, maximumFractionDigits: 3});

function scale() {
  return html`
    <div class="legend" aria-label="Color of hits">
      <span class="score strong"><i></i>strong, from ${STRONG}</span>
      <span class="score fair"><i></i>fair, from ${FAIR}</span>
      <span class="score weak"><i></i>weak</span>
    </div>`;
}

function kinds({coloring, colorBy, group}, act) {
  return html`
    <ul class="legend kinds" aria-label=${`Colors by ${colorBy}`}>
      ${coloring.legend.map(({key, label, count, color}) => html`
        <li><button aria-pressed=${group === key} @click=${() => act.lookAtKind(key)}>
          <i class="swatch" .style=${`background-color: ${css(color)}`}></i>${label}
          <span class="size">${count.toLocaleString()}</span></button></li>`)}
    </ul>`;
}

function numbers({coloring: {range}, colorBy}) {
  const steps = Array.from({length: STEPS}, (_, i) => css(ramp(i / (STEPS - 1))));
  return html`
    <div class="legend" aria-label=${`${colorBy} from ${range.low} to ${range.high}`}>
      <b>${colorBy}</b> ${plain(range.low)}
      <span class="ramp">${steps.map(color => html`<i .style=${`background-color: ${color}`}></i>`)}</span>
      ${plain(range.high)}
    </div>`;
}
