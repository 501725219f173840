// How fast transformers.js embeds: node rate.mjs MODEL_FOLDER fp32|int8 FILE..., a text a line. Texts go to the model
// 32 at a time, in the order of the file, as its documentation shows. No network is asked.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { env, pipeline } from '@huggingface/transformers';

const BATCH = 32;
const WARM_UP = 2048;
const [folder, precision, ...files] = process.argv.slice(2);

env.allowRemoteModels = false;
env.localModelPath = `${path.dirname(path.resolve(folder))}/`;
const dtype = precision === 'int8' ? 'q8' : 'fp32';
const extract = await pipeline('feature-extraction', path.basename(folder), { dtype });

const textsOf = (file) => fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '');

async function embed(texts) {
  for (let i = 0; i < texts.length; i += BATCH) {
    await extract(texts.slice(i, i + BATCH), { pooling: 'mean', normalize: true });
  }
}

await embed(textsOf(files[0]).slice(0, WARM_UP));
for (const file of files) {
  const texts = textsOf(file);
  const started = performance.now();
  await embed(texts);
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ name: path.parse(file).name, unit: 'texts/s', values: [texts.length / seconds] }));
}

// The runtime is the one that the library brings, wherever npm has put it.
const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
const runtime = createRequire(library)('onnxruntime-node/package.json').version;
const version = env.version;
console.log(JSON.stringify({ about: `transformers.js ${version}, onnxruntime-node ${runtime}, on Node ${process.versions.node}` }));
process.exit(0);
