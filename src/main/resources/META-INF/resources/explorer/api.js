// Talks to the server: JSON, bytes and event streams, with the API key where one is needed.

const KEY = 'sextant.key';

/** What the server (or the network) refused, in a sentence for a person. */
export class ApiError extends Error {
  /**
   * @param {number} status of the answer; 0 where there was none
   * @param {{title?: string, detail?: string, code?: string}} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the server answered ${status}`);
    this.status = status;
    this.code = problem.code ?? '';
  }
}

/** @typedef {{method?: string, body?: unknown, type?: string, accept?: string, signal?: AbortSignal}} Call */

/**
 * @param {(wrong: boolean) => Promise<string>} askForKey shows a person the field for the key; `wrong` where one was refused
 */
export function createApi(askForKey) {
  let key = sessionStorage.getItem(KEY) ?? '';
  /** @type {Promise<string> | null} one question at a time, however many calls wait for its answer */
  let asking = null;

  async function renewKey(used) {
    if (used !== key) return;
    asking ??= askForKey(key !== '').finally(() => { asking = null; });
    key = await asking;
    sessionStorage.setItem(KEY, key);
  }

  /** @param {Call} call */
  async function send(path, call = {}) {
    for (;;) {
      const used = key;
      const response = await answer(path, call, used);
      if (response.status === 401) {
        await renewKey(used);
      } else if (response.ok) {
        return response;
      } else {
        throw new ApiError(response.status, await problem(response));
      }
    }
  }

  return {
    send,

    /** @param {Call} [call] */
    async json(path, call) {
      const response = await send(path, call);
      return response.status === 204 ? null : response.json();
    },

    async bytes(path, signal) {
      return (await send(path, {signal, accept: 'application/octet-stream'})).arrayBuffer();
    },

    /**
     * Reads an event stream to its end; with fetch, so that it carries the key.
     * @param {Call} call
     * @param {(data: any, event: string) => void} onEvent
     */
    async events(path, call, onEvent) {
      const response = await send(path, {...call, accept: 'text/event-stream'});
      await readEvents(response.body, onEvent);
    },
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/** A path of which no part can be taken for another: `path('collections', name, 'map')`. */
export function path(...parts) {
  return '/' + parts.map(encodeURIComponent).join('/');
}

/** @param {Call} call */
async function answer(path, {method = 'GET', body, type = 'application/json', accept, signal}, key) {
  const headers = {};
  if (key) headers.Authorization = `Bearer ${key}`;
  if (accept) headers.Accept = accept;
  if (body !== undefined) headers['Content-Type'] = type;
  const content = body === undefined || typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
  try {
    return await fetch(path, {method, headers, body: content, signal});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, {detail: 'the server cannot be reached; is it still running?'});
  }
}

async function problem(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

async function readEvents(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await reader.read();
    rest += done ? '\n\n' : value.replaceAll('\r', '');
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    blocks.forEach(block => emit(block, onEvent));
    if (done) return;
  }
}

function emit(block, onEvent) {
  let event = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  if (data.length) onEvent(JSON.parse(data.join('\n')), event);
}
