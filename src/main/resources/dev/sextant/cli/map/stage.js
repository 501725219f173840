// Where points of the map are on the screen.

const stage = element('stage');
const pointsCanvas = element('points');
const marks = element('marks');
const paint = pointsCanvas.getContext('2d', {alpha: false});
const ink = marks.getContext('2d');
let width = 0;
let height = 0;
let ratio = 1;
let image = null;
let pixels = new Uint32Array(0);

const screenX = new Float32Array(count);
const screenY = new Float32Array(count);
const nearness = new Float32Array(count); // 1 at the middle of the view, less beyond it.
const CAMERA = 3.2; // Distance of the eye, in the map's own unit, at zoom 1.

function scale() {
  return Math.min(width, height) * (flat ? 0.5 : 0.62) * view.zoom;
}

/** Where a point of the map is on the screen: x, y and how many times larger than in the middle things are there. */
function projected(x, y, z, turn) {
  const dx = x - view.x;
  const dy = y - view.y;
  if (flat) return [width / 2 + dx * turn.scale, height / 2 - dy * turn.scale, 1];
  const dz = z - view.z;
  const across = turn.cosYaw * dx + turn.sinYaw * dz;
  const away = turn.cosYaw * dz - turn.sinYaw * dx;
  const up = turn.cosPitch * dy - turn.sinPitch * away;
  const depth = 1 + (turn.sinPitch * dy + turn.cosPitch * away) * view.zoom / CAMERA;
  if (depth < 0.1) return [NaN, NaN, 0];
  return [width / 2 + across * turn.scale / depth, height / 2 - up * turn.scale / depth, 1 / depth];
}

function turned() {
  return {
    scale: scale(),
    cosYaw: Math.cos(view.yaw),
    sinYaw: Math.sin(view.yaw),
    cosPitch: Math.cos(view.pitch),
    sinPitch: Math.sin(view.pitch),
  };
}

const pixelRatio = () => Math.min(devicePixelRatio || 1, 2);

function project() {
  const turn = turned();
  for (let i = 0; i < count; i++) {
    const [x, y, near] = projected(position[3 * i], position[3 * i + 1], position[3 * i + 2], turn);
    screenX[i] = x;
    screenY[i] = y;
    nearness[i] = near;
  }
}

function resize() {
  if (stage.clientWidth === width && stage.clientHeight === height && ratio === pixelRatio()) return;
  width = stage.clientWidth;
  height = stage.clientHeight;
  ratio = pixelRatio();
  for (const canvas of [pointsCanvas, marks]) {
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
  }
  image = paint.createImageData(pointsCanvas.width, pointsCanvas.height);
  pixels = new Uint32Array(image.data.buffer);
  stamps.clear();
  if (view === null || isHome) view = home();
  render();
}
