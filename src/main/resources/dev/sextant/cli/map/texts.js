// The text of a point.

/** The point under the pointer: near it, in front, and rather one that stands out. */
function nearest(x, y) {
  const reach = Math.max(10, radius() + 5);
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const dx = screenX[i] - x;
    const dy = screenY[i] - y;
    const distance = dx * dx + dy * dy;
    if (distance < reach * reach) {
      const cost = distance - 60 * (nearness[i] - 1) + (strong[i] ? 0 : reach * reach);
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
  }
  return best;
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  // As text, whatever it looks like.
  if (text !== undefined) made.textContent = text;
  return made;
}

function swatch(id) {
  const made = make('span', 'swatch');
  made.style.background = css(colorOf(id));
  return made;
}

const tip = element('tip');

function showTip(i) {
  tip.hidden = i < 0;
  tip.classList.toggle('pinned', i >= 0 && i === pinned);
  if (i < 0) return;
  const id = grouped.of[i];
  const of = make('p', 'of');
  const group = grouped.groups.find(candidate => candidate.id === id);
  of.append(swatch(id), make('span', '', group ? group.label : grouped.none));
  const rest = [`${(i + 1).toLocaleString()} of ${count.toLocaleString()}`];
  if (data.label) rest.unshift(`${data.label.name}: ${data.label.values[groupings[1].of[i]]}`);
  tip.replaceChildren(of, make('p', 'text', data.texts[i]), make('p', 'of', rest.join(' · ')));
  tip.scrollTop = 0;
}

/** Beside its point, and inside the stage. */
function placeTip() {
  const i = hovered >= 0 ? hovered : pinned;
  if (i < 0) return;
  const right = screenX[i] + 14;
  const x = right + tip.offsetWidth < width - 8 ? right : screenX[i] - 14 - tip.offsetWidth;
  const y = screenY[i] + 14 + tip.offsetHeight < height - 8 ? screenY[i] + 14 : screenY[i] - 14 - tip.offsetHeight;
  const within = (value, most) => Math.round(Math.min(Math.max(8, value), Math.max(8, most)));
  tip.style.transform =
    `translate(${within(x, width - tip.offsetWidth - 8)}px, ${within(y, height - tip.offsetHeight - 8)}px)`;
}

function hover(i) {
  if (i === hovered) return;
  hovered = i;
  showTip(i >= 0 ? i : pinned);
  marks.style.cursor = i >= 0 ? 'pointer' : '';
  drawMarks();
  placeTip();
}

function pin(i) {
  pinned = i;
  showTip(i >= 0 ? i : hovered);
  draw();
}
