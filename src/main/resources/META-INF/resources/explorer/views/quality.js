// How the map was made, and how far it can be trusted.

import {html} from 'lit-html';
import {percent} from '../wording.js';

export function quality({map, points, collection}) {
  if (!map || !points) return html`<span>${collection ? collection.name : ''}</span>`;
  const {trustworthiness, neighborsKept, k, noiseShare} = map.quality ?? {};
  const entry = (name, value, title) => value == null ? '' : html`<span title=${title}>${name} <b>${value}</b></span>`;
  return html`
    ${entry('texts', map.n.toLocaleString(), 'texts on the map')}
    ${map.placed ? entry('placed later', map.placed.toLocaleString(), 'texts that came after the map was made, and were placed on it') : ''}
    ${map.waiting ? entry('waiting', map.waiting.toLocaleString(), 'texts that are not on the map yet') : ''}
    ${entry('method', `${map.method.toUpperCase()} ${map.components}D`, 'how the map was made')}
    ${entry('seed', map.seed, 'the same seed gives the same map')}
    ${trustworthiness == null ? '' : entry('trustworthiness', trustworthiness.toFixed(3),
      `how few strangers stand among a text's ${k} nearest on the map; 1 is best`)}
    ${neighborsKept == null ? '' : entry('neighbors kept', percent(neighborsKept),
      `share of a text's ${k} nearest in the original space that are among its ${k} nearest on the map`)}
    ${noiseShare == null ? '' : entry('in no theme', percent(noiseShare), 'share of texts that belong to no theme (grey)')}
    ${map.explainedVariance ? entry('variance shown', percent(map.explainedVariance.reduce((a, b) => a + b, 0)), 'share of the variance along the axes of the map') : ''}
    ${map.note ? html`<span>${map.note}</span>` : ''}`;
}
