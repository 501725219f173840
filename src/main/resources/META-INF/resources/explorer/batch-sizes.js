// How long texts take by batch size, as measured on this machine, and the button that measures.

import {html} from 'lit-html';
import {columns} from './charts.js';
import {figure, sentence, whole} from './wording.js';

/**
 * @param {import('./api.js').Api} api
 * @param {() => void} update called when there is something new to show
 * @param {AbortSignal} closed
 * @returns {() => unknown} what to show now
 */
export function batchSizes(api, update, closed) {
  /** @type {{is: 'loading' | 'missing' | 'measuring' | 'there', calibration?: any, error?: Error}} */
  let state = {is: 'loading'};
  let measuring = new AbortController();
  closed.addEventListener('abort', () => measuring.abort());

  function become(next) {
    state = next;
    if (!closed.aborted) update();
  }

  async function measure() {
    const before = state;
    measuring = new AbortController();
    become({...before, is: 'measuring'});
    try {
      const calibration = await api.json('/calibrate', {method: 'POST', body: {}, signal: measuring.signal});
      become({is: 'there', calibration});
    } catch (error) {
      become(measuring.signal.aborted ? before : {...before, error});
    }
  }

  api.json('/calibrate', {signal: closed})
    .then(calibration => become({is: 'there', calibration}))
    .catch(error => become(error.status === 404 ? {is: 'missing'} : {is: 'missing', error}));

  return () => html`
    <h3>Batch size</h3>
    ${state.error ? html`<p role="alert" class="error">${sentence(state.error)}</p>` : ''}
    ${state.is === 'loading' ? html`<p class="loading">Looking for the last measurement…</p>` : ''}
    ${state.is === 'missing' ? missing(measure) : ''}
    ${state.is === 'measuring' ? running(() => measuring.abort()) : ''}
    ${state.is === 'there' ? measured(state.calibration, measure) : ''}`;
}

function missing(measure) {
  return html`
    <p>How many texts are best embedded at once depends on the machine. It has not been measured here yet; that takes half
      a minute or so, and searches are slower meanwhile.</p>
    <button type="button" @click=${measure}>Measure now</button>`;
}

/** The server goes on without us, so this is no way to cancel it. */
function running(leave) {
  return html`
    <p role="status">Measuring with one text at a time, then with larger batches. The result is kept, also when nobody waits
      for it.</p>
    <progress aria-label="Measuring batch sizes"></progress>
    <button type="button" @click=${leave}>Stop waiting</button>`;
}

function measured({model, device, rows, best, speedUpOverOne, note}, measure) {
  const faster = speedUpOverOne ? `, ${figure(speedUpOverOne)} times as fast as one text at a time` : '';
  return html`
    <p>${model} on ${device}: best are batches of <b>${whole(best)}</b>${faster}.</p>
    ${note ? html`<p class="note">${note}</p>` : ''}
    <div class="pictures">
      ${chart(rows, best, 'Texts a second', row => row.textsPerSecond, 'Higher is faster. Past the peak larger batches only wait for memory.')}
      ${chart(rows, best, 'Seconds', row => row.seconds, 'For the same texts at every batch size. Lower is faster.')}
    </div>
    <details><summary>As a table</summary>${table(rows)}</details>
    <button type="button" @click=${measure}>Measure again</button>`;
}

function chart(rows, best, name, valueOf, says) {
  return html`
    <figure class="picture"><h3>${name}</h3>
      ${columns({
        bars: rows.map(row => ({
          value: valueOf(row), marked: row.batchSize === best,
          title: `batches of ${row.batchSize}: ${figure(valueOf(row))} ${name.toLowerCase()}`,
        })),
        ticks: rows.map(({batchSize}, i) => ({at: i + 0.5, text: String(batchSize)})),
        gap: 0.3,
        xLabel: 'texts in a batch',
        yLabel: name.toLowerCase(),
        says: `${name} by batch size: ${rows.map(row => `${row.batchSize}: ${figure(valueOf(row))}`).join(', ')}.`,
      })}
      <figcaption>${says}</figcaption>
    </figure>`;
}

function table(rows) {
  return html`
    <table class="numbers">
      <thead><tr><th scope="col">Batch size</th><th scope="col">Seconds</th><th scope="col">Texts a second</th>
        <th scope="col">Tokens a second</th></tr></thead>
      <tbody>${rows.map(row => html`
        <tr><th scope="row">${row.batchSize}</th><td>${figure(row.seconds)}</td><td>${figure(row.textsPerSecond)}</td>
          <td>${whole(row.tokensPerSecond)}</td></tr>`)}
      </tbody>
    </table>`;
}
