// Points, drawn into an image by hand: it needs no graphics card, and 100,000 of them take a few milliseconds.

const SUBPIXELS = 4;
const stamps = new Map();

/** A round dot as offsets into the image and how much each covers, 0..256, for a radius and a place within a pixel. */
function stamp(quarters, subX, subY) {
  const key = (quarters * SUBPIXELS + subX) * SUBPIXELS + subY;
  let found = stamps.get(key);
  if (!found) {
    const radius = quarters / 4;
    const reach = Math.ceil(radius + 1);
    const offsets = [];
    const covers = [];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const distance = Math.hypot(dx - subX / SUBPIXELS, dy - subY / SUBPIXELS);
        const cover = Math.min(1, Math.max(0, radius + 0.5 - distance));
        if (cover > 0) {
          offsets.push(dy * pointsCanvas.width + dx);
          covers.push(Math.round(256 * cover));
        }
      }
    }
    found = {reach, offsets: Int32Array.from(offsets), covers: Int32Array.from(covers)};
    stamps.set(key, found);
  }
  return found;
}

function dot(i, radius, red, green, blue, opacity) {
  const x = screenX[i] * ratio;
  const y = screenY[i] * ratio;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const quarters = Math.min(200, Math.max(2, Math.round(radius * ratio * 4)));
  const {reach, offsets, covers} = stamp(quarters, Math.floor((x - left) * SUBPIXELS), Math.floor((y - top) * SUBPIXELS));
  // Not on the screen, or not anywhere.
  if (!(left >= reach && top >= reach && left < image.width - reach && top < image.height - reach)) return;
  const base = top * image.width + left;
  const outer = blue << 16 | red;
  const inner = green << 8;
  for (let k = 0; k < offsets.length; k++) {
    const at = base + offsets[k];
    const share = covers[k] * opacity >> 8;
    const below = pixels[at];
    const rest = 256 - share;
    pixels[at] = 0xff000000
      | (Math.imul(outer, share) + Math.imul(below & 0xff00ff, rest)) >>> 8 & 0xff00ff
      | (Math.imul(inner, share) + Math.imul(below & 0x00ff00, rest)) >>> 8 & 0x00ff00;
  }
}

const order = new Uint32Array(count);

/** Far points first; in a flat map, those that step back. */
function sort() {
  const buckets = flat ? 2 : 2048;
  const bucket = flat
    ? i => strong[i]
    : i => Math.min(buckets - 1, Math.max(0, Math.floor(nearness[i] / 3 * buckets)));
  const starts = new Uint32Array(buckets + 1);
  for (let i = 0; i < count; i++) starts[bucket(i) + 1]++;
  for (let b = 0; b < buckets; b++) starts[b + 1] += starts[b];
  for (let i = 0; i < count; i++) order[starts[bucket(i)]++] = i;
}

/** In CSS pixels. */
function radius() {
  return Math.min(5, Math.max(1.1, 13 * count ** -0.2)) * Math.min(2.5, view.zoom ** 0.3);
}

function drawPoints() {
  const ground = paper();
  pixels.fill(0xff000000 | ground[2] << 16 | ground[1] << 8 | ground[0]);
  sort();
  const size = radius();
  const of = grouped.of;
  const solid = count > 50000 ? 190 : 225;
  for (const i of order) {
    const tone = tones[of[i] + 1];
    const near = nearness[i];
    const clear = flat ? 1 : Math.min(1, Math.max(0.25, (near - 0.55) * 1.6));
    const weight = strong[i] ? (of[i] < 0 && !matches ? 0.55 : 1) : 0.13;
    const shown = strong[i] ? tone.own : tone.faded;
    dot(i, (strong[i] && matches ? size + 1.2 : size) * near, shown[0], shown[1], shown[2], Math.round(solid * weight * clear));
  }
  paint.putImageData(image, 0, 0);
}
