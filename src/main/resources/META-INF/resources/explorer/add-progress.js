// The second half of adding texts: how far it is, and how it ended.

import {html, nothing} from 'lit-html';
import {about, amount, sentence, whole} from './wording.js';

/**
 * @param {import('./add.js').Adding} state
 * @param {{cancel: () => void, again: () => void, back: () => void, finish: () => void}} act
 */
export function addProgress(state, act) {
  return html`
    <ol class="steps">
      ${step('Embed the texts', state.step === 'sending', isSent(state), sending(state))}
      ${step('Make the map', state.step === 'mapping', state.step === 'finished', mapping(state))}
    </ol>
    ${state.step === 'stopped' ? stopped(state) : nothing}
    ${failures(state)}
    <p class="unseen" aria-live="polite">${spoken(state)}</p>
    <footer class="dialog-actions">${actions(state, act)}</footer>`;
}

function actions({step: at, uploaded}, act) {
  if (at === 'finished') return html`<button type="button" class="primary" @click=${act.finish}>Show the map</button>`;
  if (at !== 'stopped') return html`<button type="button" @click=${act.cancel}>Cancel</button>`;
  return html`
    <button type="button" @click=${act.back}>Back</button>
    <button type="button" class="primary" @click=${act.again}>${uploaded ? 'Continue' : 'Try again'}</button>`;
}

function isSent({uploaded}) {
  return uploaded !== null && uploaded.done >= uploaded.total;
}

function step(title, isRunning, isDone, content) {
  return html`
    <li class=${isRunning ? 'running' : isDone ? 'done' : ''} aria-current=${isRunning ? 'step' : 'false'}>
      <h3>${title}${isDone ? html`<span class="unseen">, done</span>` : nothing}</h3>${content}
    </li>`;
}

function sending({step: at, uploaded}) {
  if (!uploaded) return at === 'sending' ? bar('Texts embedded', undefined, 'Starting…') : nothing;
  const {done, total, textsPerSecond, secondsLeft} = uploaded;
  const parts = [`${whole(done)} of ${amount(total, 'text')}`];
  if (at === 'sending') parts.push(`${whole(Math.max(1, textsPerSecond))} a second`, `${about(secondsLeft)} left`);
  if (uploaded.unchanged) parts.push(`${whole(uploaded.unchanged)} there already or the same as another`);
  if (uploaded.updated) parts.push(`${whole(uploaded.updated)} replaced one with the same id`);
  return bar('Texts embedded', done / total, parts.join(' · '));
}

function mapping({step: at, mapping: map}) {
  if (at !== 'mapping') return nothing;
  if (!map) return bar('Map', undefined, 'Starting…');
  const left = map.secondsLeft > 1 ? ` · ${about(map.secondsLeft)} left for this` : '';
  return bar('Map', map.share, `${map.label}${left}`);
}

function bar(label, share, words) {
  // Without a value it is shown as running, without an end.
  const progress = share === undefined
    ? html`<progress aria-label=${label}></progress>`
    : html`<progress aria-label=${label} max="1" value=${share}></progress>`;
  return html`${progress}<p class="note">${words}</p>`;
}

function stopped({error, uploaded, name}) {
  const kept = uploaded?.kept ?? 0;
  return html`
    ${error ? html`<p role="alert" class="error">${sentence(error)}</p>` : nothing}
    <p role="status">Stopped. ${kept
      ? html`${amount(kept, 'text')} ${kept === 1 ? 'is' : 'are'} kept in <b>${name}</b>; going on sends the rest.`
      : 'No texts were added.'}</p>`;
}

function failures({uploaded}) {
  if (!uploaded?.failedCount) return nothing;
  const {failedCount, failures: shown} = uploaded;
  return html`
    <section class="failures">
      <p class="error">${amount(failedCount, 'text was', 'texts were')} left out:</p>
      <ul>${shown.map(({at, reason}) => html`<li>${reason.startsWith(at) ? reason : `${at}: ${reason}`}</li>`)}</ul>
      ${failedCount > shown.length ? html`<p class="note">and ${amount(failedCount - shown.length, 'more', 'more')}</p>` : nothing}
    </section>`;
}

/** Told to a screen reader in steps of ten percent, not at every change. */
function spoken({step: at, uploaded, mapping: map}) {
  if (at === 'sending') return `Embedding the texts, ${tens(uploaded ? uploaded.done / uploaded.total : 0)}`;
  if (at === 'mapping') return `Making the map, ${tens(map?.share ?? 0)}`;
  return at === 'finished' ? 'The map is made.' : '';
}

function tens(share) {
  return `${Math.floor(share * 10) * 10} percent`;
}
