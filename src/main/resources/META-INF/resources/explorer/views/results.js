// What a search found, the nearest first.

import {html} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {shownHits} from '../state.js';
import {score} from './score.js';

const MOST_SHOWN = 200;
/** Characters shown before the nearest sentence. */
const LEAD = 80;

export function results(state, act) {
  const shown = shownHits(state);
  const hidden = state.hits.length - shown.length;
  return html`
    <p class="summary" id="found">
      ${shown.length.toLocaleString()} of ${(state.collection.count).toLocaleString()} texts, in ${Math.max(1, Math.round(state.tookMs))} ms${
        hidden ? `; ${hidden} below ${state.minScore.toFixed(2)}` : ''}
    </p>
    ${shown.length ? '' : html`<p class="hint">Nothing is that near. Lower the threshold, or ask in other words.</p>`}
    <ol id="results" class="texts" aria-label="Results, the nearest first">
      ${repeat(shown.slice(0, MOST_SHOWN), hit => hit.row, (hit, i) => html`
        <li>
          <button class="text" aria-current=${!state.open && state.walked === i} @click=${() => act.read(hit.row)}>
            ${score(hit.score, state.collection.metric)}
            <span class="words" dir="auto">${marked(hit)}</span>
          </button>
          ${hit.explanation ? reasons(hit.explanation) : ''}
        </li>`)}
    </ol>`;
}

/** The text with its nearest sentence marked, or of a long document the passage that was found. */
function marked({text, passage, explanation}) {
  const span = explanation?.bestSpan ?? passage;
  if (!span || (span.start === 0 && span.end >= text.length)) return text;
  return html`${before(text, span.start)}<mark>${text.slice(span.start, span.end)}</mark>${text.slice(span.end)}`;
}

/** The words before the sentence; of many only the last, so that it is seen. */
function before(text, start) {
  return start > LEAD ? '… ' + text.slice(text.indexOf(' ', start - LEAD) + 1, start) : text.slice(0, start);
}

function reasons({scores, percentile, zScore, sharedTerms = [], truncated, nearDuplicateOf}) {
  return html`
    <dl class="reasons">
      <div><dt>nearer than</dt><dd>${percentile.toFixed(1)} % of all texts (${zScore.toFixed(1)} standard deviations above the mean)</dd></div>
      <div><dt>shared words</dt><dd>${sharedTerms.length ? sharedTerms.join(', ') : 'none: near in meaning only'}</dd></div>
      <div><dt>scores</dt><dd>${Object.entries(scores).map(([metric, value]) => `${metric} ${value.toFixed(2)}`).join(', ')}</dd></div>
      ${truncated ? html`<div><dt>cut</dt><dd>the text is longer than the model reads; only its start counts</dd></div>` : ''}
      ${nearDuplicateOf ? html`<div><dt>double</dt><dd>nearly the same as ${nearDuplicateOf}</dd></div>` : ''}
    </dl>`;
}
