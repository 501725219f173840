// How the view moves.

const still = matchMedia('(prefers-reduced-motion: reduce)');
let flight = 0;

function fly(target) {
  take();
  const from = {...view};
  const to = {...view, ...target};
  const began = performance.now();
  const step = now => {
    const time = still.matches ? 1 : Math.min(1, (now - began) / 550);
    const eased = time < 0.5 ? 4 * time ** 3 : 1 - (2 - 2 * time) ** 3 / 2;
    for (const key of Object.keys(to)) {
      view[key] = key === 'zoom'
        ? from.zoom * (to.zoom / from.zoom) ** eased
        : from[key] + (to[key] - from[key]) * eased;
    }
    draw();
    if (time < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

/** From where to where points lie on each axis, leaving out a share of them at either end. */
function spansOf(indices, out) {
  return [0, 1, 2].map(axis => {
    const values = Float32Array.from(indices, i => position[3 * i + axis]).sort();
    const last = values.length - 1;
    return [values[Math.floor(out * last)], values[Math.ceil((1 - out) * last)]];
  });
}

function flyTo(indices) {
  if (!indices.length) return;
  const spans = spansOf(indices, 0.1);
  const extent = Math.max(...spans.map(([low, high]) => (high - low) / 2), 0.02);
  const [x, y, z] = spans.map(([low, high]) => (low + high) / 2);
  fly({x, y, z, zoom: Math.min(8, Math.max(1, 0.35 / extent))});
}

/** The whole map, but for what lies far outside of it. */
function home() {
  const [x, y, z] = spansOf(Array.from({length: count}, (_, i) => i), 0.005).map(([low, high]) => (low + high) / 2);
  const found = {x, y, z, yaw: flat ? 0 : 0.6, pitch: flat ? 0 : 0.3, zoom: 1};
  const before = view;
  view = found;
  // In depth, what is near grows faster than the rest: the fit comes closer with each round.
  for (let round = 0; round < (flat ? 1 : 3); round++) {
    project();
    const fitting = Math.min(width / farthest(screenX, width / 2), height / farthest(screenY, height / 2));
    found.zoom = Math.min(3, Math.max(0.4, found.zoom * 0.46 * fitting));
  }
  view = before;
  return found;
}

/** How far from the middle of the screen points lie, a few aside. */
function farthest(places, middle) {
  const distances = places.map(place => Math.abs(place - middle)).sort();
  return distances[Math.floor(0.995 * (count - 1))] || 1;
}

function goHome() {
  fly(home());
  isHome = true;
}

/** The view is about to be moved by hand. */
function take() {
  cancelAnimationFrame(flight);
  isHome = false;
}

function zoomAt(factor, x, y) {
  take();
  const zoom = Math.min(200, Math.max(0.4, view.zoom * factor));
  if (flat) {
    const before = scale();
    const after = before * zoom / view.zoom;
    view.x += (x - width / 2) * (1 / before - 1 / after);
    view.y -= (y - height / 2) * (1 / before - 1 / after);
  }
  view.zoom = zoom;
  draw();
}

/** Moves the map by CSS pixels. */
function pan(dx, dy) {
  take();
  const {scale: size, cosYaw, sinYaw, cosPitch, sinPitch} = turned();
  if (flat) {
    view.x -= dx / size;
    view.y += dy / size;
  } else {
    view.x -= (cosYaw * dx - sinPitch * sinYaw * dy) / size;
    view.y += cosPitch * dy / size;
    view.z -= (sinYaw * dx + sinPitch * cosYaw * dy) / size;
  }
  draw();
}

function orbit(dx, dy) {
  take();
  view.yaw += dx * 0.006;
  view.pitch = Math.min(1.5, Math.max(-1.5, view.pitch + dy * 0.006));
  draw();
}
