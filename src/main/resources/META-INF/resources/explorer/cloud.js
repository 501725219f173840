// The points as one instanced mesh of discs that face the viewer.

import {
  BufferAttribute, GLSL3, InstancedBufferAttribute, InstancedBufferGeometry, Mesh, RawShaderMaterial, Vector2, Vector3,
} from 'three';

/** How fast dots grow as one comes nearer: slower than the gaps between them, so that crowds dissolve. */
export const GROWTH = 0.6;

const VERTEX = `
precision highp float;
in vec2 corner;
in vec3 place;
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
void main() {
  vec4 eye = modelViewMatrix * vec4(place, 1.0);
  bool isBack = tint.a < 0.75;
  float pixels = max(leastDiameter, diameter * pow(reach / max(0.05, -eye.z), ${GROWTH}) * (isBack ? 0.7 : 1.0));
  edge = pixels / 2.0;
  at = corner * (edge + 0.5);
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

/** The triangle around the unit circle: three corners a dot cost less than the four of a square. */
const CORNERS = new Float32Array([-Math.sqrt(3), -1, Math.sqrt(3), -1, 0, 2]);

/** Diameter in CSS pixels of a disc at the distance from which the camera sees the whole map. */
export function diameterOf(count) {
  return Math.max(2.2, Math.min(11, 60 / Math.max(1, count) ** 0.29));
}

/**
 * @param {import('./points.js').Points} points
 * @param {number} reach distance from which the camera sees the whole map
 */
export function createCloud(points, reach) {
  const tints = new InstancedBufferAttribute(new Uint8Array(4 * points.count), 4, true);
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('corner', new BufferAttribute(CORNERS, 2));
  geometry.setAttribute('place', new InstancedBufferAttribute(points.positions, 3));
  geometry.setAttribute('tint', tints);
  geometry.instanceCount = points.count;
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
      for (let i = 0; i < points.count; i++) {
        tints.array.set(colorOf(i), 4 * i);
        tints.array[4 * i + 3] = standOf(i);
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
      geometry.instanceCount = Math.min(count, points.count);
    },

    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
