// The points as one mesh of discs that face the viewer: a triangle each, in which a disc is drawn. The triangles are not
// instances of one: drawing in software, and some graphics cards, take instances one by one (100 times slower).

import {
  BufferAttribute, BufferGeometry, GLSL3, Mesh, RawShaderMaterial, Vector2, Vector3,
} from 'three';

/** How fast dots grow as one comes nearer: slower than the gaps between them, so that crowds dissolve. */
export const GROWTH = 0.6;

const VERTEX = `
precision highp float;
in vec3 position;
in vec4 tint;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform vec2 viewport;
uniform float diameter;
uniform float leastDiameter;
uniform float reach;
uniform vec3 paper;
uniform float dim;
uniform float haze;
out vec2 at;
out vec3 color;
flat out float edge;
// The corners of the triangle around the unit circle.
const vec2 CORNERS[3] = vec2[3](vec2(-1.7320508, -1.0), vec2(1.7320508, -1.0), vec2(0.0, 2.0));
void main() {
  vec4 eye = modelViewMatrix * vec4(position, 1.0);
  bool isBack = tint.a < 0.75;
  float pixels = max(leastDiameter, diameter * pow(reach / max(0.05, -eye.z), ${GROWTH}) * (isBack ? 0.7 : 1.0));
  edge = pixels / 2.0;
  at = CORNERS[gl_VertexID % 3] * (edge + 0.5);
  gl_Position = projectionMatrix * eye;
  gl_Position.xy += at * 2.0 / viewport * gl_Position.w;
  // What steps back takes the farther half of the depths, so that it hides nothing of what is meant.
  gl_Position.z = (gl_Position.z + (isBack ? gl_Position.w : -gl_Position.w)) / 2.0;
  float remoteness = clamp((-eye.z - reach + 1.0) / 2.0, 0.0, 1.0);
  color = mix(mix(tint.rgb, paper, haze * remoteness), paper, dim);
  // Out of sight: behind the far plane.
  if (tint.a == 0.0) gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
}`;

const FRAGMENT = `
precision mediump float;
in vec2 at;
in vec3 color;
flat in float edge;
out vec4 pixel;
void main() {
  float cover = clamp(edge - length(at) + 0.5, 0.0, 1.0);
  if (cover < 0.1) discard;
  pixel = vec4(color * cover, cover);
}`;

/** Where a point stands: among what is meant, behind it, or nowhere. */
export const FRONT = 255;
export const BACK = 128;
export const HIDDEN = 0;

const CORNERS = 3;

/** Diameter in CSS pixels of a disc at the distance from which the camera sees the whole map. */
export function diameterOf(count) {
  return Math.max(2.2, Math.min(11, 60 / Math.max(1, count) ** 0.29));
}

/**
 * @param {import('./points.js').Points} points
 * @param {number} reach distance from which the camera sees the whole map
 */
export function createCloud(points, reach) {
  const tints = new BufferAttribute(new Uint8Array(CORNERS * 4 * points.count), 4, true);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(thrice(points.positions), 3));
  geometry.setAttribute('tint', tints);
  const uniforms = {
    viewport: {value: new Vector2(1, 1)},
    diameter: {value: 1},
    leastDiameter: {value: 1},
    reach: {value: reach},
    paper: {value: new Vector3()},
    dim: {value: 0},
    haze: {value: points.components === 3 ? 0.55 : 0},
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3, vertexShader: VERTEX, fragmentShader: FRAGMENT, uniforms, transparent: true, premultipliedAlpha: true,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;

  return {
    mesh,

    /**
     * @param {(index: number) => import('./colors.js').Rgb} colorOf
     * @param {(index: number) => number} standOf FRONT, BACK or HIDDEN
     */
    paint(colorOf, standOf, [r, g, b]) {
      const packed = new Uint32Array(tints.array.buffer);
      for (let i = 0; i < points.count; i++) {
        const [red, green, blue] = colorOf(i);
        packed.fill((standOf(i) << 24 | blue << 16 | green << 8 | red) >>> 0, CORNERS * i, CORNERS * (i + 1));
      }
      tints.needsUpdate = true;
      uniforms.paper.value.set(r / 255, g / 255, b / 255);
    },

    /** How far all points step back towards the paper, from 0 to 1. @returns {boolean} whether that is different */
    dim(share) {
      const isDifferent = uniforms.dim.value !== share;
      uniforms.dim.value = share;
      return isDifferent;
    },

    /** Sizes in device pixels. */
    resize(width, height, ratio) {
      uniforms.viewport.value.set(width * ratio, height * ratio);
      uniforms.diameter.value = diameterOf(points.count) * ratio;
      uniforms.leastDiameter.value = 1.5 * ratio;
    },

    /** Draws the first part of the points only: a fair sample, while the camera moves. */
    draw(count) {
      geometry.setDrawRange(0, CORNERS * Math.min(count, points.count));
    },

    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}

/** Each place for every corner. */
function thrice(positions) {
  const places = new Float32Array(CORNERS * positions.length);
  for (let from = 0, to = 0; from < positions.length; from += 3) {
    const place = positions.subarray(from, from + 3);
    for (let corner = 0; corner < CORNERS; corner++, to += 3) places.set(place, to);
  }
  return places;
}
