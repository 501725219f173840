// Pointing, clicking and drawing a line around dots.

import {inside} from './pick.js';

/** A press that moves less, in CSS pixels, is a click. */
const CLICK = 4;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('./stage.js').Stage} stage
 * @param {object} map what lies under the pointer, and what to do with it
 */
export function listenToPointer(canvas, stage, {at, points, isVisible, act, drawLasso}) {
  let press = null;
  let line = null;
  let isWaiting = false;

  const placeOf = event => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function hover(event) {
    if (isWaiting || event.pointerType === 'touch') return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      if (press) return;
      const [x, y] = placeOf(event);
      const index = at(x, y);
      canvas.style.cursor = index < 0 ? '' : 'pointer';
      act.hover(index < 0 ? null : points().rows[index], x, y);
    });
  }

  // Before the camera's own listener, which would take the pointer.
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    if (!event.isPrimary) {
      // Two fingers move the camera.
      press = null;
      return;
    }
    press = placeOf(event);
    if (event.shiftKey) {
      line = [press];
      stage.obey(false);
      canvas.setPointerCapture(event.pointerId);
    }
    act.hover(null);
  }, {capture: true});

  canvas.addEventListener('pointermove', event => {
    if (line) {
      line.push(placeOf(event));
      drawLasso(line);
    } else {
      hover(event);
    }
  });

  canvas.addEventListener('pointerup', event => {
    if (!press) return;
    const [x, y] = placeOf(event);
    const isClick = Math.hypot(x - press[0], y - press[1]) <= CLICK;
    if (isClick) click(event, at(x, y));
    else if (line) act.choose(inside(stage, points(), line, isVisible).map(index => points().rows[index]));
    release();
  });

  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => act.hover(null));

  function click(event, index) {
    if (index < 0) return;
    const row = points().rows[index];
    if (event.shiftKey) act.toggle(row);
    else act.read(row);
  }

  function release() {
    press = null;
    if (!line) return;
    line = null;
    stage.obey(true);
    drawLasso([]);
  }
}
