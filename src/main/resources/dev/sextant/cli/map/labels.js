// What is written over the points, and when all of it is drawn.

function centerOf(group) {
  if (!group.middle) {
    const inside = insideOf(group.id);
    const sums = [0, 0, 0];
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (inside.has(grouped.of[i])) {
        for (let axis = 0; axis < 3; axis++) sums[axis] += position[3 * i + axis];
        size++;
      }
    }
    group.middle = sums.map(sum => sum / Math.max(1, size));
  }
  return group.middle;
}

/** A label in at most two lines. */
function lines(label) {
  const short = label.length > 44 ? label.slice(0, 43) + '…' : label;
  if (short.length <= 22) return [short];
  const middle = short.length / 2;
  let best = -1;
  for (let at = short.indexOf(' '); at >= 0; at = short.indexOf(' ', at + 1)) {
    if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return best < 0 ? [short] : [short.slice(0, best), short.slice(best + 1)];
}

let placedLabels = [];

function drawLabels() {
  placedLabels = [];
  const turn = turned();
  const room = Math.max(5, Math.round(width * height / 32000));
  const isParent = group => insideOf(group.id).size > 1;
  const inside = chosen === null ? null : insideOf(chosen);
  const wanted = grouped.groups
    .filter(group => !inside || inside.has(group.id))
    .sort((a, b) => isParent(b) - isParent(a) || b.size - a.size);
  for (const group of wanted) {
    if (placedLabels.length >= room) break;
    const [x, middle] = projected(...centerOf(group), turn);
    const size = isParent(group) ? 15 : 13;
    ink.font = `${isParent(group) ? 700 : 600} ${size}px system-ui, sans-serif`;
    const text = lines(group.label);
    const half = Math.max(...text.map(line => ink.measureText(line).width)) / 2 + 5;
    const tall = text.length * size * 1.2 / 2 + 4;
    // Where the middle is taken, a little above it or below.
    const y = [middle, middle - 22, middle + 22].find(place => isFree(boxAt(x, place, half, tall)));
    if (y === undefined) continue;
    placedLabels.push({...boxAt(x, y, half, tall), group: group.id});
    text.forEach((line, i) => write(line, x, y + (i - (text.length - 1) / 2) * size * 1.2, colorOf(group.id)));
  }
}

function boxAt(x, y, half, tall) {
  return {left: x - half, right: x + half, top: y - tall, bottom: y + tall};
}

function isFree(box) {
  return box.left > 2 && box.right < width - 2 && box.top > 2 && box.bottom < height - 2
    && !placedLabels.some(other => overlap(box, other));
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function write(text, x, y, own) {
  const ground = paper();
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.lineJoin = 'round';
  ink.lineWidth = 5;
  ink.strokeStyle = `rgb(${ground.join(' ')} / .8)`;
  ink.strokeText(text, x, y);
  ink.fillStyle = css(mixed(own, darkness.matches ? [255, 255, 255] : [0, 0, 0], 0.55));
  ink.fillText(text, x, y);
}

function ring(i, weight) {
  if (i < 0 || !(nearness[i] > 0)) return;
  ink.beginPath();
  ink.arc(screenX[i], screenY[i], radius() * nearness[i] + 4, 0, 2 * Math.PI);
  ink.lineWidth = weight;
  ink.strokeStyle = darkness.matches ? '#ffffff' : '#000000';
  ink.stroke();
}

function drawMarks() {
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.clearRect(0, 0, width, height);
  drawLabels();
  ring(hovered, 1.5);
  ring(pinned, 2.5);
}

let waiting = false;

/** Draws everything with the next frame. */
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    render();
  });
}

function render() {
  if (!width || !height) return;
  project();
  drawPoints();
  drawMarks();
  placeTip();
}
