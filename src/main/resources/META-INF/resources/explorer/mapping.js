// Makes a map of a collection: a job on the server, which is watched here and cancelled by a signal.

import {ApiError, path} from './api.js';

/** What the stages are called before a person, and about how much of the time each takes. */
const STAGES = {
  waiting: {label: 'Waiting for its turn', weight: 0},
  reading: {label: 'Reading the vectors', weight: 4},
  neighbors: {label: 'Finding neighbors', weight: 20},
  graph: {label: 'Joining neighbors', weight: 3},
  start: {label: 'Finding a first arrangement', weight: 8},
  layout: {label: 'Arranging the dots', weight: 45},
  themes: {label: 'Finding themes', weight: 10},
  names: {label: 'Naming themes', weight: 4},
  quality: {label: 'Measuring quality', weight: 5},
  keeping: {label: 'Keeping the map', weight: 1},
};
const TOTAL_WEIGHT = Object.values(STAGES).reduce((sum, {weight}) => sum + weight, 0);
const ENDED = ['done', 'failed', 'cancelled', 'interrupted'];
const LOST_STREAMS = 5;

/**
 * @typedef {object} MapProgress
 * @property {string} stage as the server calls it
 * @property {string} label the stage in words for a person
 * @property {number} done steps of the stage
 * @property {number | null} total steps of the stage, where that is known
 * @property {number} share of the whole map that is done, about, 0 to 1
 * @property {number | null} secondsLeft of the stage, where that is known
 */

/**
 * Makes the map and waits for it.
 *
 * @param {import('./api.js').Api} api
 * @param {string} collection
 * @param {object} fields as `POST /collections/{name}/map` takes them, such as `{components: 3}`
 * @param {(progress: MapProgress) => void} [onProgress]
 * @param {AbortSignal} [signal] cancels the job; what was the map before stays
 * @returns {Promise<void>} rejected with an `AbortError` when cancelled, with an `ApiError` when the map failed
 */
export async function makeMap(api, collection, fields, onProgress = () => {}, signal) {
  signal?.throwIfAborted();
  // Not under the signal: a request cut off here could leave a job of which we never learned the name.
  const {job: id} = await api.json(path('collections', collection, 'map'), {method: 'POST', body: fields});
  try {
    const job = await watched(api, id, progress => onProgress(progressOf(progress)), signal);
    requireDone(job);
  } catch (error) {
    if (signal?.aborted) await api.json(path('jobs', id), {method: 'DELETE'}).catch(() => {});
    throw error;
  }
}

/** Follows a job to its end, over as many streams as that takes. */
async function watched(api, id, onJob, signal) {
  let job = null;
  for (let lost = 0; !ENDED.includes(job?.state); lost++) {
    signal?.throwIfAborted();
    if (lost) await new Promise(resolve => setTimeout(resolve, 500));
    try {
      await api.events(path('jobs', id), {signal}, told => onJob(job = told));
    } catch (error) {
      if (signal?.aborted || lost === LOST_STREAMS || error.status > 0) throw error;
    }
  }
  return job;
}

/** @returns {MapProgress} */
function progressOf({stage, done, total = null, etaSeconds = null}) {
  const names = Object.keys(STAGES);
  const before = names.slice(0, Math.max(0, names.indexOf(stage))).reduce((sum, name) => sum + STAGES[name].weight, 0);
  const within = total ? Math.min(1, done / total) * (STAGES[stage]?.weight ?? 0) : 0;
  const share = (before + within) / TOTAL_WEIGHT;
  return {stage, label: STAGES[stage]?.label ?? stage, done, total, share, secondsLeft: etaSeconds};
}

function requireDone(job) {
  if (job.state === 'done') return;
  if (job.state === 'cancelled') throw new DOMException('the map was cancelled', 'AbortError');
  const why = job.state === 'interrupted' ? 'the server stopped before the map was made' : 'the map could not be made';
  throw new ApiError(job.error?.status ?? 0, job.error ?? {detail: why});
}
