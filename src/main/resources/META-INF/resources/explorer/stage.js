// Camera and drawing: what is seen of the map, and when it is drawn again.

import {Matrix4, PerspectiveCamera, Scene, Vector3, WebGLRenderer} from 'three';
import {OrbitControls} from 'three/addons/controls/OrbitControls.js';
import {GROWTH, createCloud, diameterOf} from './cloud.js';
import {framed} from './framing.js';

const FIELD_OF_VIEW = 40;
/** Half the height of the view, a unit away. */
const SLOPE = Math.tan(FIELD_OF_VIEW * Math.PI / 360);
/** From where a map is looked at first: a flat one from straight above. */
const DIRECTIONS = {2: new Vector3(0, 0, 1), 3: new Vector3(0.35, 0.3, 0.9).normalize()};
const FLIGHT_MS = 650;
/** A frame that takes longer while the camera moves makes the next one draw less. */
const SLOW_FRAME_MS = 45;
const QUICK_FRAME_MS = 24;
const LEAST_DRAWN = 4000;
/** So many are drawn at first while the camera moves; quick frames make it more. */
const DRAWN_AT_FIRST = 30_000;
const MOST_RATIO = 2;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{onDraw: () => void, onMoveEnd: () => void}} listeners
 * @throws {Error} where the browser gives no WebGL
 */
export function createStage(canvas, {onDraw, onMoveEnd}) {
  const renderer = new WebGLRenderer({canvas, alpha: true, antialias: false, powerPreference: 'high-performance'});
  renderer.setClearColor(0x000000, 0);
  const scene = new Scene();
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.01, 60);
  const controls = new OrbitControls(camera, canvas);
  const size = {width: 1, height: 1, ratio: 1};
  let cloud = null;
  let points = null;
  let frame = {target: new Vector3(), distance: 3};
  let share = 1;
  let isMoving = false;
  let flight = null;
  let waiting = false;
  let isOverWaiting = false;
  let lastFrame = 0;
  let movedBefore = false;

  controls.enableDamping = !calm.matches;
  controls.dampingFactor = 0.12;
  controls.zoomToCursor = true;
  controls.addEventListener('start', () => { flight = null; });
  controls.addEventListener('change', () => { isMoving = true; invalidate(); });
  canvas.addEventListener('webglcontextrestored', invalidate);
  new ResizeObserver(resize).observe(canvas.parentElement);

  function resize() {
    const {clientWidth, clientHeight} = canvas.parentElement;
    if (!clientWidth || !clientHeight) return;
    Object.assign(size, {width: clientWidth, height: clientHeight, ratio: Math.min(MOST_RATIO, devicePixelRatio)});
    renderer.setPixelRatio(size.ratio);
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    cloud?.resize(size.width, size.height, size.ratio);
    draw();
  }

  function invalidate() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(tick);
  }

  /** Draws only what lies over the points, which is little. */
  function invalidateOver() {
    if (waiting || isOverWaiting) return;
    isOverWaiting = true;
    requestAnimationFrame(() => {
      isOverWaiting = false;
      if (!waiting) onDraw();
    });
  }

  function tick(now) {
    waiting = false;
    fly(now);
    controls.update();
    const moves = isMoving;
    isMoving = false;
    // The time since a frame at rest says nothing.
    if (moves && movedBefore) measure(now - lastFrame);
    lastFrame = now;
    draw(moves ? share : 1);
    if (moves) invalidate();
    else if (movedBefore) onMoveEnd();
    movedBefore = moves;
  }

  function measure(milliseconds) {
    if (!points) return;
    if (milliseconds > SLOW_FRAME_MS) share = Math.max(Math.min(1, LEAST_DRAWN / points.count), share * Math.max(0.3, SLOW_FRAME_MS / milliseconds));
    if (milliseconds < QUICK_FRAME_MS) share = Math.min(1, share * 1.15);
  }

  /** @param {number} [part] of the points, from 0 to 1 */
  function draw(part = 1) {
    cloud?.draw(Math.ceil(points.count * part));
    renderer.render(scene, camera);
    onDraw();
  }

  function fly(now) {
    if (!flight) return;
    flight.start ??= now;
    const share = Math.min(1, (now - flight.start) / FLIGHT_MS);
    const eased = share * share * (3 - 2 * share);
    camera.position.lerpVectors(flight.from.position, flight.to.position, eased);
    controls.target.lerpVectors(flight.from.target, flight.to.target, eased);
    if (share === 1) flight = null;
    isMoving = true;
  }

  function moveTo(position, target, isInstant) {
    if (isInstant || calm.matches) {
      flight = null;
      camera.position.copy(position);
      controls.target.copy(target);
      controls.update();
      isMoving = true;
    } else {
      flight = {
        from: {position: camera.position.clone(), target: controls.target.clone()},
        to: {position, target},
      };
    }
    invalidate();
  }

  /** A flat map is looked at from straight above, with any button. */
  function limitTo(components) {
    const isFlat = components === 2;
    controls.enableRotate = !isFlat;
    controls.screenSpacePanning = true;
    controls.mouseButtons.LEFT = isFlat ? 2 : 0;
    controls.touches.ONE = isFlat ? 1 : 0;
    controls.minDistance = 0.05;
    controls.maxDistance = frame.distance * 4;
  }

  const wholeMap = () => framed(points, DIRECTIONS[points.components], SLOPE * camera.aspect, SLOPE);

  function clear() {
    if (!cloud) return;
    scene.remove(cloud.mesh);
    cloud.dispose();
    cloud = null;
    points = null;
    invalidate();
  }

  const projected = new Vector3();
  const seen = new Matrix4();

  return {
    size,
    clear,

    /** @param {import('./points.js').Points} next */
    show(next) {
      clear();
      points = next;
      share = Math.min(1, DRAWN_AT_FIRST / points.count);
      frame = wholeMap();
      cloud = createCloud(points, frame.distance);
      cloud.resize(size.width, size.height, size.ratio);
      scene.add(cloud.mesh);
      limitTo(points.components);
      this.fit(true);
    },

    paint(colorOf, standOf, paper) {
      cloud?.paint(colorOf, standOf, paper);
      invalidate();
    },

    dim(share) {
      if (cloud?.dim(share)) invalidate();
    },

    invalidate,
    invalidateOver,
    draw,

    /** Whether the camera stands still and everything is drawn. */
    isStill: () => !waiting && !isMoving && !flight,

    /** Whether the pointer moves the camera. */
    obey(isObeying) {
      controls.enabled = isObeying;
    },

    /** Shows the whole map. */
    fit(isInstant = false) {
      if (!points) return;
      frame = wholeMap();
      const away = DIRECTIONS[points.components].clone().multiplyScalar(frame.distance);
      moveTo(away.add(frame.target), frame.target.clone(), isInstant);
    },

    /** Looks at a place from nearby; the direction of sight stays. */
    flyTo([x, y, z], radius) {
      const target = new Vector3(x, y, z);
      const distance = Math.min(frame.distance, Math.max(0.25, radius / SLOPE * 1.6));
      const direction = camera.position.clone().sub(controls.target).normalize();
      moveTo(target.clone().add(direction.multiplyScalar(distance)), target, false);
    },

    /** Turns (or shifts, where the map is flat) by a share of the view. */
    nudge(x, y) {
      const offset = camera.position.clone().sub(controls.target);
      if (points?.components === 2) {
        const step = offset.length() * 0.25;
        const shift = new Vector3(x * step, y * step, 0);
        moveTo(camera.position.clone().add(shift), controls.target.clone().add(shift), false);
      } else {
        offset.applyAxisAngle(camera.up, -x * 0.35);
        offset.applyAxisAngle(new Vector3(1, 0, 0).applyQuaternion(camera.quaternion), y * 0.3);
        moveTo(controls.target.clone().add(offset), controls.target.clone(), true);
      }
    },

    /** Nearer (below 1) or farther (above 1). */
    zoom(factor) {
      const offset = camera.position.clone().sub(controls.target).multiplyScalar(factor);
      moveTo(controls.target.clone().add(offset), controls.target.clone(), false);
    },

    /** Where a place of the scene is seen, in CSS pixels, and how far away. Not kept: the next call overwrites it. */
    project(x, y, z) {
      projected.set(x, y, z).applyMatrix4(camera.matrixWorldInverse);
      const distance = -projected.z;
      projected.applyMatrix4(camera.projectionMatrix);
      return {
        x: (projected.x + 1) / 2 * size.width,
        y: (1 - projected.y) / 2 * size.height,
        distance,
      };
    },

    /** Takes the scene to the view (clip space), column by column; w is the distance. */
    matrix: () => seen.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).elements,

    /** Radius in CSS pixels of a disc that far away. */
    radiusAt: distance => Math.max(1.5, diameterOf(points.count) * (frame.distance / Math.max(0.05, distance)) ** GROWTH) / 2,

    /** All it takes to see the same again: position and target. */
    camera: () => [...camera.position.toArray(), ...controls.target.toArray()],

    /** @param {number[]} view what [camera] gave */
    look(view) {
      moveTo(new Vector3(...view.slice(0, 3)), new Vector3(...view.slice(3)), true);
    },
  };
}
