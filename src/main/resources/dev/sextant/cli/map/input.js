// Pointers, wheels and keys.

const pointers = new Map();
let travelled = 0;

function place(event) {
  const box = marks.getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}

marks.addEventListener('pointerdown', event => {
  marks.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, place(event));
  if (pointers.size === 1) travelled = 0;
});

marks.addEventListener('pointermove', event => {
  const now = place(event);
  const before = pointers.get(event.pointerId);
  if (!before) {
    hover(nearest(now.x, now.y));
    return;
  }
  const dx = now.x - before.x;
  const dy = now.y - before.y;
  travelled += Math.hypot(dx, dy);
  if (travelled > 4) marks.classList.add('dragging');
  if (pointers.size === 2) {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const apart = Math.hypot(before.x - other.x, before.y - other.y) || 1;
    zoomAt(Math.hypot(now.x - other.x, now.y - other.y) / apart, (now.x + other.x) / 2, (now.y + other.y) / 2);
    pan(dx / 2, dy / 2);
  } else if (flat || event.shiftKey || event.buttons === 2) {
    pan(dx, dy);
  } else {
    orbit(dx, dy);
  }
  pointers.set(event.pointerId, now);
});

for (const kind of ['pointerup', 'pointercancel']) {
  marks.addEventListener(kind, event => {
    const {x, y} = place(event);
    if (kind === 'pointerup' && pointers.size === 1 && travelled <= 4) click(x, y);
    pointers.delete(event.pointerId);
    marks.classList.remove('dragging');
  });
}
marks.addEventListener('pointerleave', () => hover(-1));
marks.addEventListener('contextmenu', event => event.preventDefault());
marks.addEventListener('wheel', event => {
  event.preventDefault();
  const {x, y} = place(event);
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoomAt(Math.exp(-event.deltaY * lines * 0.0016), x, y);
}, {passive: false});

function click(x, y) {
  const point = nearest(x, y);
  if (point >= 0) {
    pin(point === pinned ? -1 : point);
    return;
  }
  const label = placedLabels.find(box => overlap(box, {left: x, right: x, top: y, bottom: y}));
  if (label) {
    choose(label.group);
  } else {
    pin(-1);
  }
}

const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

marks.addEventListener('keydown', event => {
  if (KEYS[event.key]) {
    const [dx, dy] = KEYS[event.key];
    if (flat || event.shiftKey) pan(-40 * dx, -40 * dy);
    else orbit(25 * dx, 25 * dy);
  } else if (event.key === '+' || event.key === '=') {
    zoomAt(1.3, width / 2, height / 2);
  } else if (event.key === '-') {
    zoomAt(1 / 1.3, width / 2, height / 2);
  } else if (event.key === '0' || event.key === 'Home') {
    goHome();
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== element('filter')) {
    element('filter').focus();
    event.preventDefault();
  } else if (event.key === 'Escape') {
    element('filter').value = '';
    filter();
    pin(-1);
    if (chosen !== null) choose(chosen);
  }
});

element('in').addEventListener('click', () => zoomAt(1.5, width / 2, height / 2));
element('out').addEventListener('click', () => zoomAt(1 / 1.5, width / 2, height / 2));
element('whole').addEventListener('click', () => goHome());
