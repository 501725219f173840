// The four pictures that one looks at first in new vectors, each with a sentence that says what to look for.

import {html} from 'lit-html';
import {columns, countInto, histogram, niceTicks} from './charts.js';
import {signedHeat} from './heat.js';
import {amount, figure, percent, size, whole} from './wording.js';

/** More bars than this cannot be told apart; then one stands for several dimensions. */
const MOST_BARS = 400;
/** Lengths that differ by less than this are the same to a person. */
const SAME_LENGTH = 1e-4;
/** A dimension that varies less than this share of the mean says next to nothing. */
const IDLE = 0.05;

/** @param {any} inspection as `GET /collections/{name}/inspection` answers */
export function pictures(inspection) {
  return html`
    ${figures(inspection)}
    <div class="pictures">
      ${picture('Values', values(inspection), `One smooth hill around zero is healthy. A tall bar at zero or bars far
        out are dimensions that are unused or that outshout the others.`)}
      ${picture('Vector lengths', lengths(inspection.norms), lengthsSay(inspection.norms))}
      ${picture('First dimensions', first(inspection.first), `A row is a text, a column a dimension. Rows should differ;
        a column of one color tells these texts apart by nothing.`)}
      ${picture('Variance per dimension', variance(inspection.dimensionVariance),
        varianceSays(inspection.dimensionVariance))}
    </div>`;
}

function picture(title, drawing, says) {
  return html`<figure class="picture"><h3>${title}</h3>${drawing}<figcaption>${says}</figcaption></figure>`;
}

function figures({rows, dimensions, min, mean, max, standardDeviation, zeroShare, bytes}) {
  const entries = [
    ['Vectors', whole(rows)], ['Dimensions', whole(dimensions)], ['Least value', figure(min)],
    ['Mean', figure(mean)], ['Greatest value', figure(max)], ['Standard deviation', figure(standardDeviation)],
    ['Zeros', percent(zeroShare)], ['Size', size(bytes)],
  ];
  return html`<dl class="figures">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function values({histogram: counted, min, max, mean}) {
  return histogram(counted, {
    xLabel: 'value', yLabel: 'how often',
    says: `Histogram of all values: from ${figure(min)} to ${figure(max)}, ${figure(mean)} on average,
      most often near ${figure(mostFrequent(counted))}.`,
  });
}

function mostFrequent({edges, counts}) {
  const top = counts.indexOf(Math.max(...counts));
  return (edges[top] + edges[top + 1]) / 2;
}

function lengths({values: norms, min, mean, max}) {
  return histogram(countInto(norms, 41, 0.4 * mean || 1), {
    xLabel: 'length', yLabel: 'vectors',
    says: `Histogram of vector lengths: from ${figure(min)} to ${figure(max)}, ${figure(mean)} on average.`,
  });
}

function lengthsSay({min, mean, max}) {
  return max - min < SAME_LENGTH * mean
    ? `All have length ${figure(mean)}, so only the direction of a vector says anything, and cosine and dot product rank
      alike.`
    : `Lengths differ, so dot product and cosine rank differently. A few far from the rest are often empty or odd texts.`;
}

function first(rows) {
  return signedHeat(rows, {
    caption: `The first ${amount(rows[0].length, 'dimension')} of the first ${amount(rows.length, 'vector')}`,
    rowName: row => `${row + 1}`,
    columnName: column => `${column + 1}`,
  });
}

function variance(variances) {
  const together = Math.ceil(variances.length / MOST_BARS);
  const bars = [];
  for (let from = 0; from < variances.length; from += together) {
    bars.push(varianceBar(variances, from, Math.min(variances.length, from + together)));
  }
  const top = variances.indexOf(Math.max(...variances));
  return columns({
    bars,
    gap: 0,
    ticks: niceTicks(0, variances.length, 5)
      .filter(at => at <= variances.length).map(at => ({at: at / together, text: whole(at)})),
    xLabel: together > 1 ? `dimension (${together} a bar, the greatest of them)` : 'dimension',
    yLabel: 'variance',
    says: `Variance of ${amount(variances.length, 'dimension')}: greatest in dimension ${top + 1} with
      ${figure(variances[top])}, least ${figure(Math.min(...variances))}.`,
  });
}

function varianceBar(variances, from, to) {
  const value = Math.max(...variances.slice(from, to));
  const which = to - from > 1 ? `dimensions ${from + 1} to ${to}, greatest` : `dimension ${from + 1}`;
  return {value, title: `${which}: ${figure(value)}`};
}

function varianceSays(variances) {
  const total = variances.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 'All vectors are the same.';
  const tenth = Math.max(1, Math.round(variances.length / 10));
  const top = [...variances].sort((a, b) => b - a).slice(0, tenth).reduce((sum, value) => sum + value, 0);
  const idle = variances.filter(value => value < total / variances.length * IDLE).length;
  const idleSays = idle === 0 ? '' : `; ${amount(idle, 'dimension')} hardly ${idle === 1 ? 'varies' : 'vary'} at all`;
  return `Even bars are healthy; a single tall one would decide every comparison. Here the strongest tenth holds
    ${percent(top / total)} of all variance${idleSays}.`;
}
