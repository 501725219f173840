// What the keyboard does, outside of fields.

/** For people to read, see the dialog of keys. */
export const KEYS = [
  ['/', 'search'],
  ['Esc', 'close what is open, then clear the search, then what is chosen'],
  ['N, P', 'to the next, to the one before of the nearest texts (or of the hits)'],
  ['Enter', 'open the text one has walked to'],
  ['C', 'choose the open text, or give it up'],
  ['I', 'isolate what is lit, or show everything again'],
  ['2, 3', 'flat or in space'],
  ['0', 'see the whole map'],
  ['+, −', 'nearer, farther'],
  ['Arrow keys', 'walk the nearest while a text is open; else turn the map, which has the focus'],
  ['Shift and click', 'choose a dot'],
  ['Shift and drag', 'choose the dots inside a line'],
];

export function listenToKeys(store, act) {
  const walkOr = (step, x, y) => () => {
    if (store.state.open || store.state.hits) act.walk(step);
    else act.nudge(x, y);
  };
  const plain = {
    '/': act.focusSearch, n: () => act.walk(1), p: () => act.walk(-1), c: act.toggleOpen, i: act.isolate,
    2: () => act.turnTo(2), 3: () => act.turnTo(3), 0: act.fit, '+': () => act.zoom(0.7), '=': () => act.zoom(0.7), '-': () => act.zoom(1.4),
    ArrowRight: walkOr(1, 1, 0), ArrowDown: walkOr(1, 0, -1), ArrowLeft: walkOr(-1, -1, 0), ArrowUp: walkOr(-1, 0, 1),
  };
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'Escape') {
      // A search field would empty itself as well.
      event.preventDefault();
      act.escape();
    } else if (key === 'Enter') {
      if (isWalking(event.target, store.state)) {
        event.preventDefault();
        act.enter();
      }
    } else if (!isField(event.target) && plain[key] && !(key.startsWith('Arrow') && isScrolled(event.target))) {
      event.preventDefault();
      plain[key]();
    }
  });
}

const isField = target => Boolean(target.closest?.('input, select, textarea, [contenteditable]'));
/** Enter opens what one walked to, also from the search field and from a text in a list, but presses any other button. */
const isWalking = (target, {walked}) => walked >= 0
  && (!target.closest?.('input, select, textarea, button, a, summary') || target.matches('#query, .text'));
/** Long texts are scrolled by arrow keys. */
const isScrolled = target => target.id === 'text' && target.scrollHeight > target.clientHeight;
