// The themes of the map: size and keywords of each; choosing one flies there and shows its typical texts.

import {html, nothing} from 'lit-html';
import {themeColors} from '../coloring.js';
import {css} from '../colors.js';

const KEYWORDS = 5;
/** More themes than that are folded into the larger ones they belong to. */
const MOST_OPEN = 14;

export function themes(state, act) {
  if (!state.map) return '';
  const all = state.map.themes;
  if (!all.length) return html`<h2>Themes</h2><p class="hint">The map has no themes: there are too few texts, or nothing that sets groups apart.</p>`;
  const colors = themeColors(all);
  const tops = all.filter(theme => theme.parent == null).toSorted((a, b) => b.size - a.size);
  const entry = theme => {
    const isChosen = state.colorBy === 'theme' && state.group === theme.id;
    const isOpen = all.length <= MOST_OPEN || isChosen || isAround(all, theme.id, state);
    const parts = all.filter(part => part.parent === theme.id).toSorted((a, b) => b.size - a.size);
    return html`
      <li>
        <button class="theme" aria-pressed=${isChosen} aria-expanded=${parts.length ? String(isOpen) : nothing} @click=${() => act.lookAtTheme(theme.id)}>
          <i class="swatch" .style=${`background-color: ${state.colorBy === 'theme' ? css(colors.get(theme.id)) : 'transparent'}`}></i>
          <b>${theme.label}</b>
          <span class="size">${theme.size.toLocaleString()}<span class="unseen"> texts</span></span>
          <span class="keywords">${keywordsOf(theme)}</span>
        </button>
        ${isChosen ? typical(state, act) : ''}
        ${parts.length && isOpen ? html`<ul>${parts.map(entry)}</ul>` : ''}
      </li>`;
  };
  return html`<h2>Themes <span class="size">${all.length}</span></h2><ul id="themes">${tops.map(entry)}</ul>`;
}

/** Whether the theme that one looks at is a part of this one. */
const isAround = (all, id, {colorBy, group}) =>
  colorBy === 'theme' && all.some(theme => theme.id === group && theme.parent === id);

function keywordsOf({label, keywords}) {
  const named = label.toLowerCase();
  return keywords.map(({term}) => term).filter(term => !named.includes(term.toLowerCase())).slice(0, KEYWORDS).join(', ');
}

function typical(state, act) {
  return html`
    <ul class="texts typical" aria-label="Typical texts">
      ${state.typical.map(({row, document}) => document ? html`
        <li><button class="text" @click=${() => act.read(row)}><span class="words" dir="auto">${document.text}</span></button></li>` : '')}
    </ul>`;
}
