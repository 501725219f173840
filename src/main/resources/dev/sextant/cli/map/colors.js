// What groups are painted in.

// Hues that differ in lightness too, so that they can be told apart with any eyes; neighbors in the list differ most.
const PALETTES = {
  light: ['#2166c4', '#d97706', '#0f8a5f', '#c2559d', '#3a9bd0', '#b93c10', '#6d4fc4', '#8a7d12', '#8c2d55', '#0e7c86'],
  dark: ['#6aa6ff', '#f5b041', '#34c38f', '#e58fc4', '#74c7f2', '#f2784b', '#ab93f5', '#cdbf4a', '#d9739b', '#4cc3cc'],
};
const darkness = matchMedia('(prefers-color-scheme: dark)');
const paper = () => darkness.matches ? [20, 23, 28] : [255, 255, 255];
const GREY = [139, 147, 158];

const parsed = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
const mixed = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));
const css = color => `rgb(${color.join(' ')})`;

/** Colors of the groups by id; parts of one whole are shades of one hue. */
function colors() {
  const palette = PALETTES[darkness.matches ? 'dark' : 'light'].map(parsed);
  const found = new Map();
  const tops = grouped.groups.filter(group => group.parent === undefined);
  const shade = (hue, step) => step === 0 ? hue : mixed(hue, step % 2 ? [0, 0, 0] : [255, 255, 255], 0.16 * Math.ceil(step / 2) % 0.5);
  tops.forEach((top, i) => {
    const hue = shade(palette[i % palette.length], Math.floor(i / palette.length));
    found.set(top.id, hue);
    grouped.groups.filter(group => group.parent === top.id).forEach((part, j) => found.set(part.id, shade(hue, j)));
  });
  return found;
}

/** What a group is painted in, by id and one: as it is, and where it steps back. */
let tones = [];

function mixTones() {
  const found = colors();
  const last = Math.max(-1, ...grouped.groups.map(group => group.id));
  tones = Array.from({length: last + 2}, (_, i) => {
    const own = found.get(i - 1) || GREY;
    return {own, faded: mixed(own, GREY, 0.65)};
  });
}

const colorOf = id => tones[id + 1].own;
mixTones();
