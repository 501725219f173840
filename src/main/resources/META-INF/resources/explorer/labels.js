// Names of themes, floating in the map: as many as there is room for, none over another, more on zooming in.

import {css, mix, tone} from './colors.js';

/** CSS pixels of the map that one label may claim. */
const ROOM = 26000;
const GAP = 4;
/** A theme with parts gives way to them when it is seen larger than this share of the map. */
const OPEN_SHARE = 0.42;
const MOST_CHARACTERS = 40;

/**
 * @typedef {object} Place
 * @property {number} id of the theme
 * @property {string} label
 * @property {number} size
 * @property {number[]} center in the scene
 * @property {number} radius in the scene
 * @property {boolean} isWhole whether it has parts
 * @property {number | null} parent
 */

/**
 * Labels are buttons of a layer above the map; one is made for each theme once, then only moved.
 *
 * @param {HTMLElement} layer
 * @param {(id: number) => void} onChoose
 */
export function createLabels(layer, onChoose) {
  /** @type {Map<number, HTMLButtonElement>} */
  const buttons = new Map();
  /** @type {Map<number, number[]>} width and height of each, in CSS pixels */
  let sizes = new Map();
  let shown = new Set();
  /** @type {Place[]} */
  let places = [];

  return {
    /** @param {Place[]} next @param {(id: number) => import('./colors.js').Rgb} colorOf */
    show(next, colorOf) {
      places = [...next].sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.size - a.size);
      buttons.clear();
      shown = new Set();
      layer.replaceChildren(...places.map(place => {
        const button = labelOf(place, colorOf(place.id), onChoose);
        buttons.set(place.id, button);
        return button;
      }));
      sizes = new Map(places.map(({id}) => [id, [buttons.get(id).offsetWidth, buttons.get(id).offsetHeight]]));
    },

    /** @param {Set<number> | null} only themes that may be named; null for all */
    place(stage, only) {
      const taken = [];
      const next = new Set();
      const most = Math.max(4, Math.round(stage.size.width * stage.size.height / ROOM));
      // What was shown goes first, so that names do not flicker while the map turns.
      const wanted = places
        .filter(place => !only || only.has(place.id))
        .toSorted((a, b) => Number(shown.has(b.id)) - Number(shown.has(a.id)));
      for (const place of wanted) {
        if (taken.length >= most) break;
        const box = boxOf(place, stage);
        if (!box || !isFree(box, taken, stage.size)) continue;
        taken.push(box);
        next.add(place.id);
        move(buttons.get(place.id), box);
      }
      buttons.forEach((button, id) => { button.hidden = !next.has(id); });
      shown = next;
    },

    /** What is shown where, for a picture. */
    seen: () => places.filter(place => shown.has(place.id)).map(place => {
      const button = buttons.get(place.id);
      return {label: button.textContent, x: button.offsetLeft, y: button.offsetTop, color: getComputedStyle(button).color,
        box: button.getBoundingClientRect()};
    }),
  };

  /** Where a label goes, or null where it does not: it stands for its parts from afar, they for it from nearby. */
  function boxOf(place, stage) {
    const at = stage.project(...place.center);
    if (at.distance <= 0.05) return null;
    const edge = Math.min(stage.size.width, stage.size.height);
    const isLarge = id => {
      const whole = places.find(other => other.id === id);
      const middle = stage.project(...whole.center);
      return whole.radius / Math.max(0.05, middle.distance) * stage.size.height > edge * OPEN_SHARE;
    };
    if (place.isWhole && isLarge(place.id)) return null;
    if (place.parent !== null && !isLarge(place.parent)) return null;
    const {x, y} = at;
    const [width, height] = sizes.get(place.id);
    return {left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, x, y};
  }
}

function labelOf(place, color, onChoose) {
  const button = document.createElement('button');
  button.className = place.isWhole ? 'label whole' : 'label';
  button.textContent = place.label.length > MOST_CHARACTERS ? place.label.slice(0, MOST_CHARACTERS - 1) + '…' : place.label;
  button.title = `${place.label}: ${place.size.toLocaleString()} texts`;
  button.tabIndex = -1; // The list of themes beside the map is the way for the keyboard.
  button.style.color = css(mix(color, tone() === 'dark' ? [255, 255, 255] : [0, 0, 0], 0.5));
  button.addEventListener('click', () => onChoose(place.id));
  return button;
}

function move(button, {x, y}) {
  button.style.transform = `translate(-50%, -50%) translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}

function isFree(box, taken, {width, height}) {
  return box.left > 2 && box.right < width - 2 && box.top > 2 && box.bottom < height - 2
    && !taken.some(other => box.left - GAP < other.right && other.left < box.right + GAP
      && box.top - GAP < other.bottom && other.top < box.bottom + GAP);
}
