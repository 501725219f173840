// What points are painted in.

/** @typedef {[number, number, number]} Rgb each 0 to 255 */

// Hues that differ in lightness too, so that they can be told apart with any eyes; neighbors in the list differ most.
const HUES = {
  light: ['#2166c4', '#d97706', '#0f8a5f', '#c2559d', '#3a9bd0', '#b93c10', '#6d4fc4', '#8a7d12', '#8c2d55', '#0e7c86'],
  dark: ['#6aa6ff', '#f5b041', '#34c38f', '#e58fc4', '#74c7f2', '#f2784b', '#ab93f5', '#cdbf4a', '#d9739b', '#4cc3cc'],
};
// From little to much: blue over grey to yellow, rising in lightness, so that it reads in grey and for any eyes.
const RAMP = ['#1f3f77', '#48567a', '#757679', '#a39b72', '#d3c05f', '#ffe84a'];
const PAPER = {light: '#ffffff', dark: '#14171c'};
const GREY = {light: '#9aa3ad', dark: '#6b7480'};
const SCORES = {
  light: {strong: '#0a7a4b', fair: '#b07a00', weak: '#7d8794'},
  dark: {strong: '#49d69a', fair: '#f0c04a', weak: '#939eab'},
};

/** Similarities from which on a hit counts as strong or fair: what sentence models give paraphrases and same subjects. */
export const STRONG = 0.55;
export const FAIR = 0.35;

const darkness = matchMedia('(prefers-color-scheme: dark)');

export const tone = () => darkness.matches ? 'dark' : 'light';
export const onTone = callback => darkness.addEventListener('change', callback);

export const paper = () => rgb(PAPER[tone()]);
export const grey = () => rgb(GREY[tone()]);
export const css = ([r, g, b], alpha = 1) => `rgb(${r} ${g} ${b} / ${alpha})`;

/** @returns {'strong' | 'fair' | 'weak'} */
export const strength = score => score >= STRONG ? 'strong' : score >= FAIR ? 'fair' : 'weak';
export const scoreColor = score => rgb(SCORES[tone()][strength(score)]);

/** The color of the i-th kind; after ten the hues come again, darker and lighter. @returns {Rgb} */
export function hue(i) {
  const hues = HUES[tone()];
  const turn = Math.floor(i / hues.length);
  return shade(rgb(hues[i % hues.length]), turn);
}

/** The same hue, a step darker (odd) or lighter (even). @param {Rgb} color @returns {Rgb} */
export function shade(color, step) {
  if (step === 0) return color;
  return mix(color, step % 2 ? [0, 0, 0] : [255, 255, 255], Math.min(0.5, 0.16 * Math.ceil(step / 2)));
}

/** @param {number} share from 0 to 1 @returns {Rgb} */
export function ramp(share) {
  const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  return mix(rgb(RAMP[low]), rgb(RAMP[low + 1]), at - low);
}

/** @param {Rgb} a @param {Rgb} b @returns {Rgb} */
export function mix(a, b, share) {
  return /** @type {Rgb} */ (a.map((value, i) => Math.round(value + (b[i] - value) * share)));
}

function rgb(hex) {
  return /** @type {Rgb} */ ([1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)));
}
